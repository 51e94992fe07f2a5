import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportOptionsSchema } from '../../../lambdas/contracts/import-options.ts';
import type { FileFormat, ImportTypeDefinition } from '../../../lambdas/core/import-type/import-type.ts';
import { readRecord } from '../../../lambdas/core/import-type/read-record.ts';
import { fieldsOfJson, fieldsOfRow } from '../../../lambdas/core/import-type/record-fields.ts';
import { cellText, columnsOf, nested, sampleType } from '../../../lambdas/core/import-type/sample-file.ts';
import type { JsonValue } from '../../../lambdas/core/user/user.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { everyTypeAndFormat } from '../support/all-types.ts';

/** Occurs in no message of ours. */
const MARK = '73907391';
/** Fields whose values are names that the tenant has defined: each name is a kind, because each must be fixed by itself. */
const NAMES: ReadonlySet<string> = new Set(['Groups', 'Source Username(s)']);
const OPTIONS = ImportOptionsSchema.parse({});

const badText = fc
  .tuple(
    fc.constantFrom('', ' ', '@', 'x:', '\0', '"', ', found "'),
    fc.constantFrom('', '\0', '@', ':', ' y'),
  )
  .map(([before, after]) => `${before}${MARK}${after}`);
const badValue: fc.Arbitrary<JsonValue> = fc.oneof(
  badText,
  fc.constant(Number(`${MARK}.5`)),
  fc.constant(`${MARK}${'x'.repeat(300_000)}`),
  badText.map((text) => [text, `~${text}`]),
  badText.map((text) => ({ [text]: text })),
);

function issuesOf(definition: ImportTypeDefinition, format: FileFormat, field: string, value: JsonValue) {
  const type = sampleType(definition);
  const record = { ...definition.sample.records[0], [field]: value };
  const columns = columnsOf(definition);
  const fields =
    format === 'csv'
      ? fieldsOfRow(
          columns,
          columns.map((column) => cellText(record[column])),
        )
      : fieldsOfJson(type, nested(record));
  const read = readRecord(type, 'demo', fields, OPTIONS);
  return read.ok ? [] : read.issues;
}

describe('the kind of a message', () => {
  it.each(everyTypeAndFormat())('does not contain what was sent: %s as %s', (_name, format, definition) => {
    const fields = columnsOf(definition).filter((field) => !NAMES.has(field));
    let found = 0;
    fc.assert(
      fc.property(fc.constantFrom(...fields), badValue, (field, value) => {
        for (const { kind, message } of issuesOf(definition, format, field, value)) {
          expect(kind ?? message).not.toContain(MARK);
          found++;
        }
      }),
      lawRuns(300),
    );
    expect(found).toBeGreaterThan(0);
  });

  it.each(everyTypeAndFormat())(
    'is one for all values of a field that are wrong alike: %s as %s',
    (_name, format, definition) => {
      for (const field of columnsOf(definition).filter((each) => !NAMES.has(each))) {
        const kinds = ['\0', 'a\0', 'b\0c'].flatMap((value) =>
          issuesOf(definition, format, field, value).map(({ kind, message }) => kind ?? message),
        );
        expect(new Set(kinds).size).toBeLessThanOrEqual(1);
      }
    },
  );
});
