import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldRule } from '../../../lambdas/core/import-type/import-type.ts';
import { readValue, type ValueContext } from '../../../lambdas/core/import-type/read-value.ts';
import { sampleType } from '../../../lambdas/core/import-type/sample-file.ts';
import { suggestValues } from '../../../lambdas/core/import-type/suggest-values.ts';
import {
  absoluteUrl,
  boolean,
  countryCode,
  emailAddress,
  instant,
  locale,
  milliseconds,
  oneOf,
} from '../../../lambdas/import-types/field-values.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { everyTypeAndFormat } from '../support/all-types.ts';

const CSV: ValueContext = { record: { format: 'csv' }, locale: undefined, allowed: [] };
const asField = (rule: Omit<FieldRule, 'name' | 'description'>) => ({
  name: 'field',
  rule: { ...rule, name: 'field', description: '' },
});

describe('the values that are suggested for a cell', () => {
  it.each([
    ['the name of a language', locale, 'Deutsch', ['de']],
    ['a country in place of a locale', locale, 'DE', ['de_DE', 'de']],
    ['a locale that is one', locale, 'Atlantis', []],
    ['the name of a country in another language', countryCode, 'Österreich', ['AT']],
    ['a word of another language', boolean, ' WAHR ', ['true']],
    ['a tick', boolean, '☐', ['false']],
    ['a date with two readings', instant, '02/03/2026', ['2026-03-02', '2026-02-03']],
    ['a date with one reading', instant, '31.12.2025', ['2025-12-31']],
    ['a day that does not exist', instant, '31.02.2026', []],
    ['a date in place of milliseconds', milliseconds, '1970-04-27', []],
    ['a later date in place of milliseconds', milliseconds, '2026-03-02', ['1772409600000']],
    ['an address with its name', emailAddress, 'Noah Berg <noah@example.com>', ['noah@example.com']],
    ['an address of a link', emailAddress, 'mailto:noah@example.com', ['noah@example.com']],
    ['an address that hides its @', emailAddress, 'noah (at) example.com', ['noah@example.com']],
    ['an address at the end of a sentence', emailAddress, 'noah@example.com.', ['noah@example.com']],
    ['two addresses', emailAddress, 'noah@example.com; lea@example.com', []],
    ['an address without its domain', emailAddress, 'noah@', []],
    ['an address of a page', absoluteUrl, 'www.example.com/a', ['https://www.example.com/a']],
    ['a misspelt word', oneOf('User', 'Admin', 'Supervisor'), 'Amdin', ['Admin']],
    ['another word', oneOf('User', 'Admin', 'Supervisor'), 'Chief', []],
    ['a long text', locale, 'Deutsch'.padEnd(1_000), []],
  ] as const)('for %s', (_, rule, text, expected) => {
    expect(suggestValues(asField(rule), text, CSV)).toEqual(expected);
  });

  const texts = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom(
      'Deutsch',
      'US',
      'oui',
      'x',
      '1.2.2026',
      '2026-01-01',
      '<a@b.co>',
      'a[at]b.co',
      'Amin',
      '//b.co',
    ),
    fc.stringMatching(/^[\w.<>@:/ -]{1,30}$/),
  );

  it.each(everyTypeAndFormat())(
    'are values that each field of %s takes in %s',
    (_name, format, definition) => {
      const record = { format: format === 'csv' ? 'csv' : 'json' } as const;
      const fields = sampleType(definition).fields.filter(({ meanings }) => meanings !== undefined);
      if (fields.length === 0) return;
      fc.assert(
        fc.property(
          fc.constantFrom(...fields),
          texts,
          fc.constantFrom(undefined, 'de-DE', 'en-US'),
          (rule, text, fileLocale) => {
            const context = { ...CSV, record, locale: fileLocale };
            const field = { name: rule.name, rule };
            const suggested = suggestValues(field, text, context);
            for (const value of suggested)
              expect(readValue(rule.name, field, value, context).kind).toBe('value');
            expect(new Set(suggested).size).toBe(suggested.length);
          },
        ),
        lawRuns(200),
      );
    },
  );
});
