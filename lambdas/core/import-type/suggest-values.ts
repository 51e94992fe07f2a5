import type { KnownField } from './field-names.ts';
import { readValue, type ValueContext } from './read-value.ts';

const MAX_SUGGESTIONS = 2;

/** Texts that the field takes, and that a refused text may mean: the likeliest first, at most two. */
export function suggestValues(field: KnownField, text: string, context: ValueContext): readonly string[] {
  if (text.length > field.rule.maxLength) return [];
  const meanings = field.rule.meanings?.(text.trim()) ?? [];
  return meanings
    .filter((meaning) => readValue(field.name, field, meaning, context).kind === 'value')
    .slice(0, MAX_SUGGESTIONS);
}
