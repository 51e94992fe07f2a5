import { SegmentKeySchema } from '../contracts/import-options.ts';
import type { Issue } from '../contracts/issue.ts';
import { showValue } from './show-value.ts';
import type { SegmentOperation } from './user.ts';

export type SegmentOperations =
  | { readonly ok: true; readonly operations: readonly SegmentOperation[] }
  | { readonly ok: false; readonly issue: Issue };

/** Reads `["key", "~key", "~*"]`: adds, removes, clears, in this order. `undefined` and `null` do nothing. */
export function readSegmentOperations(raw: unknown): SegmentOperations {
  if (raw === undefined || raw === null) return { ok: true, operations: [] };
  if (!Array.isArray(raw)) return refuse(raw);
  const operations: SegmentOperation[] = [];
  for (const item of raw) {
    const operation = typeof item === 'string' ? readOne(item) : undefined;
    if (operation === undefined) return refuse(item);
    operations.push(operation);
  }
  return { ok: true, operations };
}

export function applySegmentOperations(
  segments: ReadonlySet<string>,
  operations: readonly SegmentOperation[],
): ReadonlySet<string> {
  const next = new Set(segments);
  for (const operation of operations) {
    if (operation.kind === 'clear') next.clear();
    else if (operation.kind === 'add') next.add(operation.segment);
    else next.delete(operation.segment);
  }
  return next;
}

function readOne(text: string): SegmentOperation | undefined {
  if (text === '~*') return { kind: 'clear' };
  const remove = text.startsWith('~');
  const key = SegmentKeySchema.safeParse(remove ? text.slice(1) : text);
  return key.success ? { kind: remove ? 'remove' : 'add', segment: key.data } : undefined;
}

function refuse(found: unknown): SegmentOperations {
  const message = `segments must be a list of "key", "~key" or "~*", found ${showValue(found)}`;
  return {
    ok: false,
    issue: { severity: 'error', code: 'VALIDATION_FAILED', message, field: 'segments', retryable: false },
  };
}
