import { describe, expect, it } from 'vitest';
import type { FileLayout } from '../../../../lambdas/contracts/file-layout.ts';
import { resultFileProblem } from '../../../../lambdas/core/inspection/result-file.ts';

const layoutOf = (...columns: string[]): FileLayout => ({
  format: 'csv',
  delimiter: ',',
  columns,
  width: columns.length,
  headerStart: 0,
  headerEnd: 1,
  offset: 2,
  line: 2,
});

describe('a report of Rollcall that is imported', () => {
  it.each([
    ['preview.csv', ['recordNumber', 'outcome', 'accountId', 'id', 'changes', 'issues']],
    ['results.csv', ['recordNumber', 'outcome', 'id', 'accountId']],
    ['results.csv', ['id', 'outcome', 'recordNumber']],
    ['errors.csv', ['recordNumber', 'message', 'apiErrorCode', 'statusCode', 'line']],
  ])('is refused as a %s, with the file to import instead', (name, columns) => {
    const problem = resultFileProblem(layoutOf(...columns));
    expect(problem).toMatchObject({ code: 'RESULT_FILE' });
    expect(problem?.message).toContain(`The file is a ${name} that Rollcall wrote`);
    expect(problem?.message).toContain('fix them in failed-records.csv');
  });

  it.each([
    [['recordNumber', 'id', 'accountId']],
    [['outcome', 'id']],
    [['rollcall:record', 'rollcall:errors', 'id']],
  ])('is not a file with the columns %j', (columns) => {
    expect(resultFileProblem(layoutOf(...columns))).toBeUndefined();
  });
});
