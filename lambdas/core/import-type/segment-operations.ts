import type { Issue } from '../../contracts/issue.ts';
import { SEGMENT_KEY } from '../../contracts/segment-key.ts';
import type { SetOperation } from '../user/user.ts';
import { error } from '../wording/issue.ts';
import { showValue } from '../wording/show-value.ts';
import { sent, wording } from '../wording/wording.ts';

export type SegmentOperations =
  | { readonly ok: true; readonly operations: readonly SetOperation[] }
  | { readonly ok: false; readonly issue: Issue };

/** Reads `["key", "~key", "~*"]`: add, remove, clear, in this order. `null` clears, as for every other field. */
export function readSegmentOperations(raw: unknown): SegmentOperations {
  if (raw === undefined) return { ok: true, operations: [] };
  if (raw === null) return { ok: true, operations: [{ kind: 'clear' }] };
  if (!Array.isArray(raw)) return refuse(raw);
  const operations: SetOperation[] = [];
  for (const item of raw) {
    const operation = typeof item === 'string' ? readOne(item) : undefined;
    if (operation === undefined) return refuse(item);
    operations.push(operation);
  }
  return { ok: true, operations };
}

function readOne(text: string): SetOperation | undefined {
  if (text === '~*') return { kind: 'clear' };
  const remove = text.startsWith('~');
  const element = remove ? text.slice(1) : text;
  return SEGMENT_KEY.test(element) ? { kind: remove ? 'remove' : 'add', element } : undefined;
}

function refuse(found: unknown): SegmentOperations {
  const message = wording`segments must be a list of "key", "~key" or "~*", found ${sent(showValue(found))}`;
  return { ok: false, issue: error('VALIDATION_FAILED', message, 'segments') };
}
