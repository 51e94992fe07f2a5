import { describe, expect, it } from 'vitest';
import { resultFileProblem } from '../../../../lambdas/core/inspection/result-file.ts';
import { csvLayout } from '../../support/csv-layout.ts';

describe('a report of Rollcall that is imported', () => {
  it.each([
    ['preview.csv', ['recordNumber', 'outcome', 'accountId', 'id', 'changes', 'issues']],
    ['results.csv', ['recordNumber', 'outcome', 'id', 'accountId']],
    ['results.csv', ['id', 'outcome', 'recordNumber']],
    ['errors.csv', ['recordNumber', 'message', 'apiErrorCode', 'statusCode', 'line']],
  ])('is refused as a %s, with the file to import instead', (name, columns) => {
    const problem = resultFileProblem(csvLayout(...columns));
    expect(problem).toMatchObject({ code: 'RESULT_FILE' });
    expect(problem?.message).toContain(`The file is a ${name} that Rollcall wrote`);
    expect(problem?.message).toContain('fix them in failed-records.csv');
  });

  it.each([
    [['recordNumber', 'id', 'accountId']],
    [['outcome', 'id']],
    [['rollcall:record', 'rollcall:errors', 'id']],
  ])('is not a file with the columns %j', (columns) => {
    expect(resultFileProblem(csvLayout(...columns))).toBeUndefined();
  });
});
