import type { Json } from '../template/stack.ts';

/** `name` is DynamoDB's error code, without its namespace. */
export class DynamoDbError extends Error {
  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}

type JsonObject = { readonly [name: string]: Json };

/** Any signature is accepted: dynalite checks only its format. */
const authorization =
  'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

/**
 * Makes one call of DynamoDB's JSON protocol. It does not use the SDK, because loading that takes 0.1 s at every start.
 * @throws DynamoDbError
 */
export async function call(endpoint: string, operation: string, input: JsonObject): Promise<JsonObject> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization,
      connection: 'close',
    },
    body: JSON.stringify(input),
  });
  const output = (await response.json()) as JsonObject;
  if (response.ok) return output;
  throw new DynamoDbError(
    String(output.__type).replace(/^.*#/, ''),
    String(output.message ?? output.Message),
  );
}
