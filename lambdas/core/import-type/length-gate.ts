import type { FieldRule } from './import-type.ts';

/**
 * Keeps a value that is too long away from its field's schema: patterns and parsers take longer for longer text, and a
 * record may have megabytes. Every value of every field passes here first.
 * @returns what was found and what is allowed, to follow "must be …, "; undefined for a value that the schema may read
 */
export function tooLong({ maxLength, maxItems }: FieldRule, raw: unknown): string | undefined {
  if (typeof raw === 'string' && raw.length > maxLength)
    return `found text of ${raw.length} characters, at most ${maxLength} are allowed`;
  if (Array.isArray(raw) && maxItems !== undefined && raw.length > maxItems)
    return `found a list of ${raw.length} entries, at most ${maxItems} are allowed`;
  return undefined;
}
