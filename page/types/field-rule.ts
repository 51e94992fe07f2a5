import type { ImportTypeView } from '../../client/rollcall-client.ts';

type Field = ImportTypeView['fields'][number];

/** What a value of the field must be. Undefined if its description says so already, or if any text will do. */
export function ruleOf({ description, rule }: Pick<Field, 'description' | 'rule'>): string | undefined {
  const words = rule.replace(/^an? /, '').toLowerCase();
  return words === 'text' || description.toLowerCase().includes(words) ? undefined : `${rule}.`;
}
