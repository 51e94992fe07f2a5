import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { RecordResult } from '../../../lambdas/contracts/result-part.ts';
import { objectKeys } from '../../../lambdas/core/naming/object-keys.ts';
import {
  chunkItem,
  FILES_OF,
  failedPartKey,
  partKey,
  recordResult,
  splitItem,
} from '../support/import-item.ts';
import { type MemoryObjects, memoryObjects } from '../support/memory-ports.ts';
import { writeResultFiles } from '../support/write-result-files.ts';

const CONTENT = 'accountId,id\na1,u1\na1,\n';
const RESULTS = objectKeys.results(objectKeys.files(FILES_OF));
const ERRORS = objectKeys.errors(objectKeys.files(FILES_OF));
const FAILED = objectKeys.failedRecords(objectKeys.files(FILES_OF), 'csv');

function objectsWith(
  parts: readonly (readonly RecordResult[])[],
  failed: Readonly<Record<number, string>> = {},
) {
  const objects = memoryObjects({ [splitItem().source.key]: CONTENT });
  for (const [index, part] of parts.entries())
    objects.texts.set(partKey(index), part.map((result) => `${JSON.stringify(result)}\n`).join(''));
  for (const [index, text] of Object.entries(failed)) objects.texts.set(failedPartKey(Number(index)), text);
  return objects;
}

const portsOf = (objects: MemoryObjects, known: readonly string[] = []) => ({
  objects,
  users: { known: async (_: string, values: ReadonlySet<string>) => values.intersection(new Set(known)) },
  resultsBucket: 'results',
});

function rowsOf(objects: MemoryObjects, key: string): Record<string, string>[] {
  return parse(objects.texts.get(key) ?? '', { columns: true, bom: true });
}

const missingId = {
  severity: 'error' as const,
  code: 'BAD_REQUEST' as const,
  message: 'This request requires a valid non-empty id',
  field: 'id',
  retryable: false,
};

describe('the sender’s files', () => {
  it('list the errors in the columns of the contract, and the failed records below a header with Rollcall’s columns', async () => {
    const failed = recordResult(2, { outcome: 'failed', details: {}, issues: [missingId] });
    const objects = objectsWith([[recordResult(1)], [failed]], { 1: '2,no id,a1,\n' });
    const report = await writeResultFiles(portsOf(objects), splitItem(), [
      chunkItem(0, { created: 1 }),
      chunkItem(1, { failed: 1 }),
    ]);
    expect(objects.texts.get(ERRORS)).toBe(
      '\ufeffrecordNumber,message,apiErrorCode,statusCode,line,field,severity,retryable\n' +
        '2,This request requires a valid non-empty id,BAD_REQUEST,400,3,id,error,false\n',
    );
    expect(objects.texts.get(FAILED)).toBe(
      '\ufeffrollcall:record,rollcall:errors,accountId,id\n2,no id,a1,\n',
    );
    expect(rowsOf(objects, RESULTS).map((row) => [row.recordNumber, row.outcome, row.id])).toEqual([
      ['1', 'created', 'u1'],
      ['2', 'failed', ''],
    ]);
    expect(report).toMatchObject({
      counts: { records: 2, created: 1, failed: 1, warnings: 0 },
      firstErrors: [{ recordNumber: 2, line: 3, message: missingId.message }],
      files: { results: { key: RESULTS }, errors: { key: ERRORS }, failedRecords: { key: FAILED } },
    });
  });

  it('name a record of a file of failed records by its original number', async () => {
    const result = recordResult(1, { outcome: 'failed', originalRecord: 812, issues: [missingId] });
    const objects = objectsWith([[result], [recordResult(2)]], { 0: '812,no id,a1,\n' });
    const report = await writeResultFiles(portsOf(objects), splitItem(), [
      chunkItem(0, { failed: 1 }),
      chunkItem(1, { created: 1 }),
    ]);
    expect(rowsOf(objects, RESULTS).map(({ recordNumber }) => recordNumber)).toEqual(['812', '2']);
    expect(rowsOf(objects, ERRORS)).toMatchObject([{ recordNumber: '812', line: '2' }]);
    expect(report.firstErrors).toMatchObject([{ recordNumber: 812, line: 2 }]);
  });

  it('are not created when they would be empty', async () => {
    const objects = objectsWith([[recordResult(1)]]);
    const { files } = await writeResultFiles(portsOf(objects), splitItem(), [chunkItem(0)]);
    expect(Object.keys(files)).toEqual(['results']);
    expect([...objects.texts.keys()]).not.toContain(ERRORS);
  });

  it('warn once about an unknown column', async () => {
    const objects = objectsWith([[recordResult(1)], [recordResult(2)]]);
    const chunks = [
      chunkItem(0, {}, { unknownFields: ['shoe'] }),
      chunkItem(1, {}, { unknownFields: ['shoe'] }),
    ];
    const report = await writeResultFiles(
      portsOf(objects),
      splitItem({ unknownColumns: ['refferable'] }),
      chunks,
    );
    expect(rowsOf(objects, ERRORS)).toMatchObject([
      {
        recordNumber: '0',
        line: '1',
        severity: 'warning',
        message: expect.stringContaining('did you mean `referable`?'),
      },
      {
        recordNumber: '0',
        severity: 'warning',
        message:
          "unknown column `shoe`: it was ignored. To read it: --map 'shoe=customFields.shoe'. To leave it out without this warning: --map 'shoe=-'",
      },
    ]);
    expect(report).toMatchObject({ counts: { warnings: 2, failed: 0 }, firstErrors: [] });
  });

  it('warn about a code that no user has, but not about a code that came later in the file', async () => {
    const references = [
      { field: 'referredBy.code', value: 'BOB' },
      { field: 'referredBy.code', value: 'EVE' },
    ];
    const objects = objectsWith([[recordResult(1, { references })]]);
    const report = await writeResultFiles(portsOf(objects, ['BOB']), splitItem(), [chunkItem(0)]);
    expect(rowsOf(objects, ERRORS).map(({ message }) => message)).toEqual([
      'referredBy.code: no user has the code "EVE" yet',
    ]);
    expect(report.counts).toMatchObject({ created: 1, warnings: 1 });
  });

  it('show columns from the data after the other columns, sorted by name', async () => {
    const details = { 'customFields.b': 2, 'customFields.a': '=1+1', 'customFields.__proto__': 'x' };
    const objects = objectsWith([[recordResult(1, { details })]]);
    await writeResultFiles(portsOf(objects), splitItem(), [
      chunkItem(0, {}, { columns: Object.keys(details) }),
    ]);
    const [header = '', row = ''] = (objects.texts.get(RESULTS) ?? '').split('\n');
    expect(header).toMatch(/,shareLink,customFields\.__proto__,customFields\.a,customFields\.b$/);
    expect(row).toMatch(/,x,'=1\+1,2$/);
  });

  it('show custom fields last, after codes and links', async () => {
    const columns = ['customFields.a', 'referralCodes.z', 'shareLinks.b', 'referralCodes.b', 'shareLinks.z'];
    const objects = objectsWith([[recordResult(1)]]);
    await writeResultFiles(portsOf(objects), splitItem(), [chunkItem(0, {}, { columns })]);
    expect(objects.texts.get(RESULTS)?.split('\n')[0]).toMatch(
      /,shareLink,referralCodes\.b,referralCodes\.z,shareLinks\.b,shareLinks\.z,customFields\.a$/,
    );
  });

  it('show at most a thousand of these columns, with a warning', async () => {
    const columns = Array.from({ length: 1500 }, (_, i) => `customFields.f${i}`);
    const objects = objectsWith([[recordResult(1)]]);
    await writeResultFiles(portsOf(objects), splitItem(), [chunkItem(0, {}, { columns })]);
    expect(
      objects.texts
        .get(RESULTS)
        ?.split('\n')[0]
        ?.match(/customFields/g),
    ).toHaveLength(1000);
    expect(objects.texts.get(ERRORS)).toContain('results.csv shows only the first 1000 columns');
  });

  it('return the first ten errors for the e-mail', async () => {
    const split = { records: 12, chunks: 1, manifestKey: 'm' };
    const failed = Array.from({ length: 12 }, (_, i) =>
      recordResult(i + 1, { outcome: 'failed', issues: [missingId] }),
    );
    const objects = objectsWith([failed], { 0: 'x\n' });
    const { firstErrors } = await writeResultFiles(portsOf(objects), splitItem({ split }), [
      chunkItem(0, { failed: 12 }),
    ]);
    expect(firstErrors.map(({ recordNumber }) => recordNumber)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each([
    ['a record occurs twice', [[recordResult(1)], [recordResult(1)]]],
    ['records are out of order', [[recordResult(2)], [recordResult(1)]]],
  ])('are not written when %s', async (_, parts) => {
    const objects = objectsWith(parts);
    const writing = writeResultFiles(portsOf(objects), splitItem(), [chunkItem(0), chunkItem(1)]);
    await expect(writing).rejects.toMatchObject({ name: 'RecordCountMismatch' });
    expect([...objects.texts.keys()]).not.toContain(RESULTS);
  });

  it('report a damaged part without its content', async () => {
    const objects = objectsWith([[recordResult(1)]]);
    objects.texts.set(partKey(0), '{"details":{"email":"ann@example.com');
    const error = await writeResultFiles(portsOf(objects), splitItem(), [chunkItem(0)]).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({ name: 'ContractViolation' });
    expect(String(error)).not.toContain('ann');
  });
});
