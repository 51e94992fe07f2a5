import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyRuleSchema } from '../../../../lambdas/contracts/key-rules.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/tenant-settings.ts';
import type { FieldRule } from '../../../../lambdas/core/import-type/import-type.ts';
import { readRecord } from '../../../../lambdas/core/import-type/read-record.ts';
import { fieldsOfJson, fieldsOfRow } from '../../../../lambdas/core/import-type/record-fields.ts';
import { sampleType } from '../../../../lambdas/core/import-type/sample-file.ts';
import { isKnownSpreadsheetError } from '../../../../lambdas/core/import-type/spreadsheet-errors.ts';
import { textDoubt, textError } from '../../../../lambdas/core/import-type/text-rules.ts';
import type { JsonValue } from '../../../../lambdas/core/user/user.ts';
import { showName } from '../../../../lambdas/core/wording/show-value.ts';
import { participants } from '../../../../lambdas/import-types/participants.ts';
import { IMPORT_TYPES } from '../../../../lambdas/import-types/registry.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { feedType, readFeed } from '../../import-types/read-feed.ts';

const ERRORS = [
  '#N/A',
  '#REF!',
  '#DIV/0!',
  '#NAME?',
  '#NV',
  '#BEZUG!',
  '#WERT!',
  '#¡REF!',
  '#Н/Д',
  '######',
  'Err:502',
];
const WARNED = {
  formula: ['=HYPERLINK("http://x")', '=A1', "='Sheet 1'!A1", '=1+2', '=-B2'],
  'lost-character': ['J\ufffdrgen', 'Zo\ufffd'],
  'misread-text': ['JosÃ©', 'MÃ¼ller', 'Ð˜Ð²Ð°Ð½'],
} as const;
const TEXTS = [
  '#winning!',
  '#1',
  '##',
  '#',
  '#NoMakeup',
  'Error',
  'err:5',
  '=)',
  '==',
  '= ',
  "'mara",
  'n/a',
  'NULL',
  '-',
  '?',
  'José',
  '1E5',
];

/** A field of each type that takes any text and identifies no user. */
const takesText = ({ identity, schema, member }: FieldRule) =>
  identity === undefined &&
  member === undefined &&
  ['#winning!', 'x y'].every((text) => schema.safeParse(text).success);
const TYPES = IMPORT_TYPES.flatMap((definition) => {
  const type = sampleType(definition);
  const field = type.fields.find(takesText)?.name;
  const sample = definition.sample.records[0] ?? {};
  const formats = type.formats.includes('csv') ? type.formats : (['json'] as const);
  return field === undefined
    ? []
    : formats.map((format) => ({ name: definition.name, format, type, field, sample }));
});

function read({ type, format, field, sample }: (typeof TYPES)[number], text: string) {
  const values = { ...sample, [field]: text };
  const cells = Object.values(values).map((value) => String(value ?? ''));
  const fields = format === 'csv' ? fieldsOfRow(Object.keys(values), cells) : fieldsOfJson(type, values);
  return readRecord(type, 'acme', fields, { onBlank: 'keep' });
}

describe.each(TYPES)('a text of $name in $format that identifies no user', (one) => {
  it.each(ERRORS)('fails its record if it is %s', (text) => {
    const result = read(one, text);
    expect(result).toMatchObject({ ok: false, issues: [{ severity: 'error', field: one.field }] });
  });

  it.each(Object.values(WARNED).flat())('is stored as it was sent, with a warning, if it is %s', (text) => {
    const result = read(one, text);
    expect(result).toMatchObject({ ok: true, warnings: [{ severity: 'warning', field: one.field }] });
    if (result.ok) expect(result.change.set.get(one.field)).toBe(text);
  });

  it.each(TEXTS)('is stored without a warning if it is %s', (text) => {
    const result = read(one, text);
    expect(result).toMatchObject({ ok: true });
    if (result.ok) expect(result.warnings).toBeUndefined();
  });
});

/** Arrays and objects with the text somewhere in them, and where. */
const nesting: fc.Arbitrary<readonly (number | string)[]> = fc.array(
  fc.oneof(fc.nat({ max: 3 }), fc.constantFrom('city', 'a b', 'x.y')),
  { minLength: 1, maxLength: 20 },
);

function nest(steps: readonly (number | string)[], text: string): JsonValue {
  return steps.reduceRight<JsonValue>(
    (value, step) =>
      typeof step === 'number' ? [...Array(step).fill('before'), value] : { other: 1, [step]: value },
    text,
  );
}

describe('a text within an array or object', () => {
  const type = feedType({ note: 'text' }, [
    { name: 'list', kind: 'array' },
    { name: 'details', kind: 'object' },
  ]);
  const said = (fields: object) => {
    const read = readFeed(type, fields);
    return { ok: read.ok, issues: (read.ok ? read.warnings : read.issues) ?? [] };
  };

  it('is judged like one that is the value of a field, and its place is named', () => {
    const texts = fc.constantFrom(...ERRORS, ...Object.values(WARNED).flat(), ...TEXTS);
    const law = fc.property(texts, nesting, (text, steps) => {
      const alone = said({ note: text });
      const field = typeof steps[0] === 'number' ? 'list' : 'details';
      const place = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
      const within = said({ [field]: nest(steps, text) });
      expect(within.ok).toBe(alone.ok);
      expect(within.issues.map(({ message, kind }) => [message, kind])).toEqual(
        alone.issues.map(({ message, kind }) => [
          message.replace(/^note/, `${field}${showName(place)}`),
          kind?.replace(/^note/, field),
        ]),
      );
    });
    fc.assert(law, lawRuns(300));
  });

  it('has one warning of each rule', () => {
    const { issues } = said({
      list: ['=A1', '=B1', 'JosÃ©', ['MÃ¼ller']],
      details: { formula: '=C1', lost: 'Ã¼' },
    });
    expect(issues.map(({ message }) => message.replace(/,.*/s, ''))).toEqual([
      'list[0]: found "=A1"',
      'list[2]: found "JosÃ©"',
      'details.formula: found "=C1"',
    ]);
  });

  it('has one warning in a long array, too', () => {
    expect(said({ list: Array(100_000).fill('=A1') }).issues).toHaveLength(1);
  });
});

describe('the rules of texts', () => {
  it('do not apply if the tenant allows them in keys', () => {
    for (const text of ERRORS) expect(textError(text, ['spreadsheet-error'], 'csv')).toBeUndefined();
    for (const [rule, texts] of Object.entries(WARNED))
      for (const text of texts) {
        const others = KeyRuleSchema.options.filter((name) => name !== rule);
        expect(textDoubt(text, others, 'csv')).toBeDefined();
        expect(textDoubt(text, KeyRuleSchema.options, 'csv')).toBeUndefined();
      }
  });

  it('advise according to the format', () => {
    expect(textError('#N/A', [], 'csv')?.text).toContain('delete the content of the cell');
    expect(textError('#N/A', [], 'json')?.text).toContain('leave the value out');
    expect(textDoubt('=A1', [], 'csv')?.problem.text).toContain('paste it as values');
    expect(textDoubt('=A1', [], 'json')?.problem.text).toContain('Send the result');
  });

  it('improve the message of fields that take no text', () => {
    const type = participants.resolve({ settings: NO_SETTINGS, parameters: undefined });
    const row = fieldsOfRow(['accountId', 'id', 'referable'], ['acme', 'a', '#NV']);
    const result = readRecord(type, 'acme', row, { onBlank: 'keep' });
    expect(result.ok ? '' : result.issues[0]?.message).toContain('an error of a spreadsheet');
  });

  it('warn once for a record about the encoding of its file, and about each formula', () => {
    const type = participants.resolve({ settings: NO_SETTINGS, parameters: undefined });
    const warned = (first: string, last: string) => {
      const row = fieldsOfRow(['accountId', 'id', 'firstName', 'lastName'], ['acme', 'a', first, last]);
      const result = readRecord(type, 'acme', row, { onBlank: 'keep' });
      return result.ok ? result.warnings?.map(({ field }) => field) : undefined;
    };
    expect(warned('JosÃ©', 'MÃ¼ller')).toEqual(['firstName']);
    expect(warned('J\ufffdrgen', 'M\ufffdller')).toEqual(['firstName']);
    expect(warned('=A1', '=B1')).toEqual(['firstName', 'lastName']);
  });

  it('see an error of a spreadsheet in any letter case and Unicode form, and in no other text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ERRORS), fc.string({ minLength: 1 }), (error, more) => {
        expect(isKnownSpreadsheetError(error.toLowerCase().normalize('NFD'))).toBe(true);
        fc.pre(!/^#+$/.test(more));
        expect(isKnownSpreadsheetError(`${error}x${more}`)).toBe(false);
      }),
      lawRuns(200),
    );
  });
});
