import { isJsonObject } from '../records/json-kind.ts';
import { openJsonObject, skipBlank } from './json-opening.ts';
import type { JsonRecord } from './names-of-records.ts';

/** The object around the array of records. */
export interface EnclosingObject {
  /** Its members; the array has one empty object instead of the records. */
  readonly members: JsonRecord;
  /** The keys that lead to the array. */
  readonly path: readonly string[];
}

/**
 * The object around an array. `before`: the text up to and with the bracket of the array; `behind`: what follows its
 * closing bracket. Undefined if they are not JSON together.
 */
export function enclosingObject(before: Buffer, behind: Buffer): EnclosingObject | undefined {
  const text = `${before.toString('latin1')}{}]${behind.toString('latin1')}`;
  const start = skipBlank(text, 0);
  const { end, arrays } = openJsonObject(text, start);
  const [array] = arrays;
  if (end === undefined || array === undefined) return undefined;
  try {
    const members: unknown = JSON.parse(Buffer.from(text.slice(start, end), 'latin1').toString('utf8'));
    return isJsonObject(members) ? { members: members as JsonRecord, path: array.path } : undefined;
  } catch {
    return undefined;
  }
}
