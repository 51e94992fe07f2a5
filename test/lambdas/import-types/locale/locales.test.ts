import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileLocaleSchema } from '../../../../lambdas/contracts/file-locale.ts';
import { readRecord } from '../../../../lambdas/core/import-type/read-record.ts';
import { fieldsOfRow } from '../../../../lambdas/core/import-type/record-fields.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { participants } from '../../support/participants.ts';

const LOCALES = 'cs da de de-AT de-CH en-US en-GB es fi fr hu it ja nb nl pl pt pt-BR sv'.split(' ');
const REGION = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const;

/** What a participant has after one cell, or the messages. */
function read(field: string, cell: string, locale?: string) {
  const record = fieldsOfRow(['accountId', 'id', field], ['acme', '1', cell]);
  const found = readRecord(participants, 't', record, { onBlank: 'keep', ...(locale && { locale }) });
  return found.ok ? found.change.set.get(field) : found.issues.map(({ message }) => message).join('; ');
}

describe('the locale of a file', () => {
  it.each(['en', 'EN'])('is not %s alone, because countries write its dates in different ways', (name) => {
    const { error } = FileLocaleSchema.safeParse(name);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'expected a locale with its country: en-US reads 3/2/2026 as 2 March, en-GB as 3 February',
    ]);
  });

  it.each([
    ['en_us', 'en-US'],
    ['EN-gb', 'en-GB'],
    ['de', 'de'],
  ])('%s is %s', (name, locale) => {
    expect(FileLocaleSchema.parse(name)).toBe(locale);
  });

  it('has one message about a language that is not known', () => {
    expect(FileLocaleSchema.safeParse('xx').error?.issues).toHaveLength(1);
  });
});

describe('a cell in a locale', () => {
  it.each(LOCALES)('is the date that %s writes', (locale) => {
    const format = new Intl.DateTimeFormat(locale, {
      ...REGION,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    const days = fc.integer({ min: 4_000, max: 30_000 });
    fc.assert(
      fc.property(days, (day) => {
        const date = new Date(day * 86_400_000);
        expect(read('dateCreated', format.format(date), FileLocaleSchema.parse(locale))).toBe(date.getTime());
      }),
      lawRuns(200),
    );
  });

  it.each(LOCALES)('is the number that %s writes', (locale) => {
    const format = new Intl.NumberFormat(locale, { numberingSystem: 'latn' });
    fc.assert(
      fc.property(fc.integer({ min: 1e11, max: 1e13 - 1 }), (milliseconds) => {
        expect(read('dateUsTaxFormSubmitted', format.format(milliseconds), locale)).toBe(milliseconds);
      }),
      lawRuns(50),
    );
  });

  it.each<[locale: string | undefined, field: string, cell: string, value: unknown]>([
    ['de-DE', 'referable', 'WAHR', true],
    ['de-DE', 'referable', 'Falsch', false],
    ['de-DE', 'referable', 'Ja', true],
    ['de-DE', 'referable', 'TRUE', true],
    ['fr', 'referable', 'FAUX', false],
    ['ja', 'referable', 'はい', true],
    [undefined, 'referable', 'Yes', true],
    [undefined, 'referable', 'NO', false],
    [undefined, 'referable', '1', true],
    [undefined, 'referable', '0', false],
    ['de-DE', 'dateCreated', '15.04.2026 10:30', Date.UTC(2026, 3, 15, 10, 30)],
    ['de-DE', 'dateCreated', '2.3.2026', Date.UTC(2026, 2, 2)],
    ['de-DE', 'dateCreated', '2026-05-01T10:00:00', Date.UTC(2026, 4, 1, 10)],
    ['en-US', 'dateCreated', '3/15/2026 9:15', Date.UTC(2026, 2, 15, 9, 15)],
    ['en-US', 'dateCreated', '3/15/2026 12:05 AM', Date.UTC(2026, 2, 15, 0, 5)],
    ['en-GB', 'dateCreated', '3/2/2026', Date.UTC(2026, 1, 3)],
    [undefined, 'dateCreated', '2026/3/2', Date.UTC(2026, 2, 2)],
    [undefined, 'locale', 'en-US', 'en_US'],
    [undefined, 'locale', 'ja-jp', 'ja_JP'],
    [undefined, 'locale', 'de_de', 'de_DE'],
    [undefined, 'countryCode', 'usa', 'US'],
    [undefined, 'countryCode', 'USA', 'US'],
    [undefined, 'countryCode', ' united states', 'US'],
    [undefined, 'countryCode', 'Germany', 'DE'],
    [undefined, 'firstName', 'Ja', 'Ja'],
  ])('of %s in %s: %s is %j', (locale, field, cell, value) => {
    expect(read(field, cell, locale)).toBe(value);
  });

  it.each<[locale: string | undefined, field: string, cell: string, message: RegExp]>([
    [
      undefined,
      'dateCreated',
      '3/2/2026',
      /found "3\/2\/2026" \(it may be 2026-02-03 or 2026-03-02\); .*--locale/,
    ],
    [undefined, 'dateCreated', '15.04.2026 10:30', /\(it may be 2026-04-15T10:30:00\)/],
    ['de-DE', 'dateCreated', '3/2/2026', /not how de-DE writes dates \(it may be 2026-02-03 or 2026-03-02\)/],
    ['en-US', 'dateCreated', '15/3/2026', /no such day or time \(en-US writes month, day, year\)/],
    ['de-DE', 'dateCreated', '31.02.2026', /no such day or time \(de-DE writes day, month, year\)/],
    [undefined, 'dateCreated', '31.02.2026', /no such day or time$/],
    [undefined, 'dateCreated', '2026-02-31', /no such day/],
    [undefined, 'dateCreated', '2-Mar-26', /the month must be a number: write the date as 2026-03-02/],
    [undefined, 'dateCreated', 'Mar 2, 2026', /the month must be a number/],
    ['de-DE', 'dateCreated', '2. März 2026', /the month must be a number/],
    ['de-DE', 'dateCreated', '02.03.26', /four digits/],
    ['de-DE', 'dateCreated', '2.3.2026 25:00', /no such day or time/],
    [
      undefined,
      'referable',
      'WAHR',
      /must be true or false, found "WAHR" \(true in the locale de\); .*--locale/,
    ],
    ['fr-FR', 'referable', 'nej', /found "nej" \(false in the locales da, sv\); .*--locale/],
    [undefined, 'referable', 'maybe', /must be true or false, found "maybe"$/],
    [undefined, 'referable', 't', /found "t"; write true if that is meant/],
    [undefined, 'referable', 'off', /found "off"; write false if that is meant/],
    [undefined, 'dateUsTaxFormSubmitted', '1.772.442.900.000', /only the digits, or name .*--locale/],
    ['en-US', 'dateUsTaxFormSubmitted', '1.772.442.900.000', /not how en-US writes numbers; .*--locale/],
    [undefined, 'dateUsTaxFormSubmitted', '1772442900', /seconds since 1970: multiply them by 1000/],
    [undefined, 'dateUsTaxFormSubmitted', '2026-03-02', /a date; write its milliseconds, 1772409600000/],
    [undefined, 'locale', 'usa', /"usa", a country; write the language, such as en or en_US/],
    [undefined, 'locale', 'germany', /a country; write the language, such as de or de_DE/],
    [undefined, 'locale', 'Deutsch', /the name of a language; write de$/],
    [undefined, 'countryCode', 'Deutschland', /write DE for Germany/],
    [undefined, 'countryCode', 'Congo', /must be a two-letter country code/],
  ])('of %s in %s: %s is refused', (locale, field, cell, message) => {
    expect(read(field, cell, locale)).toMatch(message);
  });

  it('may be named as programs name it, and of a known language only', () => {
    expect(['de_de', 'DE-de', 'pt'].map((name) => FileLocaleSchema.parse(name))).toEqual([
      'de-DE',
      'de-DE',
      'pt',
    ]);
    expect(FileLocaleSchema.safeParse('xx').error?.issues[0]?.message).toMatch(/such as de-DE/);
  });
});
