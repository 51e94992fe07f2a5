import { normalize_options } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { DELIMITERS } from '../../../lambdas/contracts/delimiter.ts';
import { csvOptions } from '../../../lambdas/reading/csv/csv-options.ts';
import { completeCsvOptions } from '../../../page/check/worker/complete-csv-options.ts';

describe('the options of csv-parse in the check worker', () => {
  it.each(DELIMITERS)('are those that the library completes, with the delimiter %j', (delimiter) => {
    expect(completeCsvOptions(csvOptions(delimiter))).toStrictEqual(normalize_options(csvOptions(delimiter)));
  });
});
