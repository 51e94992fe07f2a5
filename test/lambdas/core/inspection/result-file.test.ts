import { describe, expect, it } from 'vitest';
import { sampleType } from '../../../../lambdas/core/import-type/sample-file.ts';
import { resultFileProblem } from '../../../../lambdas/core/inspection/result-file.ts';
import { participants } from '../../../../lambdas/import-types/participants.ts';
import { workspaceUsers } from '../../../../lambdas/import-types/workspace-users.ts';
import { csvLayout } from '../../support/csv-layout.ts';

describe('a report of Rollcall that is imported', () => {
  it.each([
    ['preview.csv', ['recordNumber', 'outcome', 'accountId', 'id', 'changes', 'issues']],
    ['results.csv', ['recordNumber', 'outcome', 'id', 'accountId']],
    ['results.csv', ['id', 'outcome', 'recordNumber']],
    ['errors.csv', ['recordNumber', 'message', 'apiErrorCode', 'statusCode', 'line']],
    ['errors.csv', ['recordNumber', 'message', 'line', 'severity']],
    ['errors.csv', ['message', 'apiErrorCode', 'statusCode', 'line', 'retryable']],
    ['preview.csv', ['id', 'recordNumber', 'issues']],
    ['preview.csv', ['outcome', 'id', 'changes', 'issues']],
  ])('is refused as a %s, with the file to import instead', (name, columns) => {
    const problem = resultFileProblem(csvLayout(...columns));
    expect(problem).toMatchObject({ code: 'RESULT_FILE' });
    expect(problem?.message).toMatch(new RegExp(`The file is an? ${name} that Rollcall wrote`));
    expect(problem?.message).toContain('fix them in failed-records.csv');
  });

  it('is refused as a results.csv whose first two columns were deleted', () => {
    const type = sampleType(participants);
    const { before } = type.details;
    const columns = [...before, 'customFields.plan'];
    expect(resultFileProblem(csvLayout(...columns), [type])).toMatchObject({ code: 'RESULT_FILE' });
    expect(resultFileProblem(csvLayout(...before.slice(1)), [type])).toBeUndefined();
  });

  it.each(['recordNumber', 'outcome'])('is refused as a results.csv of which only `%s` is left', (own) => {
    const type = sampleType(participants);
    const [first = '', ...others] = type.details.before;
    const moved = [...others.toReversed(), own, first, 'customFields.plan'];
    expect(resultFileProblem(csvLayout(...moved), [type])).toMatchObject({ code: 'RESULT_FILE' });
    expect(resultFileProblem(csvLayout(own, ...others), [type])).toBeUndefined();
  });

  it('is not a file with the columns of a report that are all fields', () => {
    const type = sampleType(workspaceUsers);
    const { before } = type.details;
    expect(resultFileProblem(csvLayout(...before), [type])).toBeUndefined();
    expect(resultFileProblem(csvLayout('outcome', ...before), [type])).toBeUndefined();
  });

  it.each([
    [['recordNumber', 'id', 'accountId']],
    [['outcome', 'id']],
    [['id', 'outcome', 'issues', 'severity']],
    [['id', 'changes', 'issues']],
    [['rollcall:record', 'rollcall:errors', 'id']],
  ])('is not a file with the columns %j', (columns) => {
    expect(resultFileProblem(csvLayout(...columns))).toBeUndefined();
  });
});
