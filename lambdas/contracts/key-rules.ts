import * as z from 'zod';

/**
 * The rules that refuse a value as a key, a unique value or a reference to one. A tenant may allow what a single rule
 * refuses (`allowInKeys`). What each refuses: core/import-type/identity-rules.ts. Some of them also apply to other values:
 * core/import-type/text-rules.ts.
 */
export const KeyRuleSchema = z.enum([
  'invisible-character',
  'lost-character',
  'misread-text',
  'encoded-text',
  'scientific-notation',
  'number-with-exponent',
  'rounded-number',
  'formatted-number',
  'date',
  'formula',
  'leading-apostrophe',
  'surrounding-quotes',
  'spreadsheet-error',
  'null-marker',
  'not-available',
  'boolean',
  'placeholder',
  'dashes-only',
]);
export type KeyRule = z.infer<typeof KeyRuleSchema>;
