import type { Json } from '../template/stack.ts';

type RequestItems = Readonly<Record<string, { readonly Keys: readonly Json[] }>>;
type Output = Readonly<Record<string, Json>>;

/** Splits a BatchGetItem: the keys that are sent to DynamoDB, and those that are reported as unprocessed. */
export function splitBatch(body: Buffer): { readonly now: Buffer; readonly later: RequestItems } {
  const input = JSON.parse(body.toString('utf8')) as { readonly RequestItems: RequestItems };
  const half = (from: (keys: readonly Json[]) => readonly Json[]): RequestItems =>
    Object.fromEntries(
      Object.entries(input.RequestItems)
        .map(([table, request]) => [table, { ...request, Keys: from(request.Keys) }] as const)
        .filter(([, { Keys }]) => Keys.length > 0),
    );
  const middle = (keys: readonly Json[]): number => Math.ceil(keys.length / 2);
  const now = half((keys) => keys.slice(0, middle(keys)));
  return {
    now: Buffer.from(JSON.stringify({ ...input, RequestItems: now })),
    later: half((keys) => keys.slice(middle(keys))),
  };
}

/** Adds the keys that were not sent to the response. */
export function withUnprocessed(answer: Buffer, later: RequestItems): Buffer {
  const output = JSON.parse(answer.toString('utf8')) as Output;
  return Buffer.from(JSON.stringify({ ...output, UnprocessedKeys: later }));
}
