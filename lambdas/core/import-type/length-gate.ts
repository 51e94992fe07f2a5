import { sent, type Wording, wording } from '../wording/wording.ts';
import type { FieldRule } from './import-type.ts';

/**
 * Keeps a value that is too long away from its field's schema: patterns and parsers take longer for longer text, and a
 * record may have megabytes. Every value of every field passes here first.
 * @returns what was found, and the limit unless `expected` names it, to follow "must be …, "; undefined for a value that
 *   the schema may read
 */
export function tooLong({ expected, maxLength, maxItems }: FieldRule, raw: unknown): Wording | undefined {
  const limit = (most: number) =>
    expected.includes(`at most ${most} `) ? '' : `, at most ${most} are allowed`;
  if (typeof raw === 'string' && raw.length > maxLength)
    return wording`found text of ${sent(raw.length)} characters${limit(maxLength)}`;
  if (Array.isArray(raw) && maxItems !== undefined && raw.length > maxItems)
    return wording`found a list of ${sent(raw.length)} entries${limit(maxItems)}`;
  return undefined;
}
