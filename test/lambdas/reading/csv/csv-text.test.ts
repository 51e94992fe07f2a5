import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DelimiterSchema } from '../../../../lambdas/contracts/file-layout.ts';
import { csvText } from '../../../../lambdas/reading/csv/csv-text.ts';

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'a "\',;|\t\r\n=é'), maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.double(),
  fc.integer(),
);

describe('the text of rows', () => {
  it('is that of csv-stringify, in each delimiter', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 4 }),
        fc.constantFrom(...DelimiterSchema.options),
        (rows, delimiter) => {
          expect(csvText(rows, delimiter)).toBe(
            stringify(rows, { delimiter, record_delimiter: 'unix', quoted_match: /\r/ }),
          );
        },
      ),
    );
  });
});
