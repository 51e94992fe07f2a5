import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ImportOptions } from '../../../lambdas/contracts/import-options.ts';
import { userKeyOf } from '../../../lambdas/core/user/user-key.ts';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { generatedCodes } from '../../../lambdas/import-types/referral-programs.ts';
import { createRecordPlanner } from '../../../page/check/worker/plan-records.ts';
import { importBytes } from '../../lambdas/processing/import-bytes.ts';
import { importText } from '../../lambdas/processing/import-text.ts';
import { arbitraryEdit, type EditOfTest } from './arbitrary-edit.ts';
import { arbitraryMeetingFile, arbitraryParticipants } from './arbitrary-meeting-file.ts';
import { askedFor, type CaseFile } from './case-files.ts';
import { type CheckedInPage, checkInPage, checkWorker } from './check-file.ts';
import { pageIssues, pipelineIssues } from './issues-of.ts';

function check({ bytes, ...file }: CaseFile): Promise<CheckedInPage> {
  return checkInPage(new Uint8Array(bytes), ...askedFor({ bytes, ...file }));
}

it('the page and errors.csv agree on each record of files whose records meet', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryMeetingFile, async (file) => {
      const imported = await importBytes(file.type, file.bytes, file.options);
      expect(await pageIssues(await check(file))).toEqual(pipelineIssues(imported));
    }),
    { numRuns: 100 },
  );
});

it('they agree where an import only updates users, of whom nothing but their keys is stored', async () => {
  const users = ['1', '2', '3', '4'].map((id) => JSON.stringify({ accountId: 'a', id })).join('\n');
  await fc.assert(
    fc.asyncProperty(arbitraryParticipants, async (bytes) => {
      const options = { mode: 'update-only' } as const;
      const { tables } = await importText(participants, users);
      const imported = await importBytes(participants, bytes, options, tables);
      const checked = await check({ title: '', type: participants, bytes, options });
      expect(await pageIssues(checked)).toEqual(pipelineIssues(imported));
    }),
    { numRuns: 50 },
  );
});

it('the record that the page names for a value has this value, and is an earlier one', async () => {
  let named = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryParticipants, async (bytes) => {
      const [header = [], ...rows] = bytes
        .toString()
        .split('\n')
        .map((line) => line.split(','));
      for (const issue of [await pageIssues(await check({ title: '', type: participants, bytes }))].flat()) {
        const [, record, field = '', value, other] =
          /^(\d+) .*\| (\S+): "(\w)" belongs to the user of record (\d+) of this file/.exec(String(issue)) ??
          [];
        if (other === undefined) continue;
        named += 1;
        expect(Number(other)).toBeLessThan(Number(record));
        expect(rows[Number(other) - 1]?.[header.indexOf(field)]).toBe(value);
      }
    }),
    { numRuns: 50 },
  );
  expect(named).toBeGreaterThan(20);
});

/** The numbers of the records of a file that has them all in the page, in one without those that are removed. */
async function keptNumbers({ client }: CheckedInPage): Promise<ReadonlyMap<number, number>> {
  const { selection, count } = await client.ask('select', { filter: { kind: 'all' } });
  const numbers = new Map<number, number>();
  for (let from = 0; from < count; from += 1000) {
    const { rows } = await client.ask('rows', { selection, from, count: 1000 });
    for (const { record, isRemoved } of rows) if (!isRemoved) numbers.set(numbers.size + 1, record);
  }
  return numbers;
}

async function rowsWithIssues({ client }: CheckedInPage, nameOf: (record: number) => number | undefined) {
  const summary = await client.ask('summary', {});
  const { selection, count } = await client.ask('select', { filter: { kind: 'bad' } });
  const { rows } = await client.ask('rows', { selection, from: 0, count });
  return {
    counts: [summary.bad, summary.errors, summary.groups.map(({ kind, count: n }) => `${n} ${kind}`).sort()],
    rows: rows.map(({ record, issues }) => [
      nameOf(record),
      // A record that comes first in the file is named by its number.
      issues.map(({ message }) => message.replace(/record (\d+)/, (_, n) => `record ${nameOf(Number(n))}`)),
    ]),
  };
}

async function make({ client }: CheckedInPage, edit: EditOfTest): Promise<void> {
  await (edit.kind === 'edit'
    ? client.ask('edit', { cells: edit.cells })
    : edit.kind === 'replace'
      ? client.ask('replace', edit)
      : edit.kind === 'remove'
        ? client.ask('remove', edit)
        : client.ask(edit.kind, {}));
}

/** More records than a block has, between those that meet. */
const BETWEEN = Array.from({ length: 600 }, (_, i) => `b,${i},,,,`);

async function assertEditsAreJudged(between: readonly string[], numRuns: number): Promise<void> {
  const options: fc.Arbitrary<Partial<ImportOptions>> = fc.constantFrom(
    {},
    { mode: 'create-only' },
    { duplicates: 'reject' },
  );
  const edits = fc.array(arbitraryEdit(16 + between.length), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(arbitraryParticipants, options, edits, async (meeting, chosen, made) => {
      const lines = meeting.toString().split('\n');
      const bytes = Buffer.from([...lines.slice(0, 8), ...between, ...lines.slice(8)].join('\n'));
      const file = { title: '', type: participants, bytes, options: chosen };
      const edited = await check(file);
      for (const edit of made) await make(edited, edit);
      const numbers = await keptNumbers(edited);
      if (numbers.size === 0) return;
      const sent = await edited.client.ask('export', { records: 'all' });
      const again = await check({ ...file, bytes: Buffer.from(await sent.file.arrayBuffer()) });
      expect(await rowsWithIssues(edited, (record) => record)).toEqual(
        await rowsWithIssues(again, (record) => numbers.get(record)),
      );
    }),
    { numRuns },
  );
}

it('after any edits, the page shows what it shows of the edited file', () => assertEditsAreJudged([], 150));

it('and also where the records that meet are in different blocks', () => assertEditsAreJudged(BETWEEN, 8));

it('a code that is generated for a user, and given to a later one, is left to the pipeline', async () => {
  const [code] = generatedCodes(userKeyOf('acme', 'participants', ['a', '1']), 'spring-2026');
  const bytes = Buffer.from(`accountId,id,referralCodes.spring-2026\na,1,\na,2,${code}\n`);
  const checked = await check({ title: '', type: participants, bytes });
  expect(checked.summary).toMatchObject({ records: 2, bad: 0 });
  expect(pipelineIssues(await importBytes(participants, bytes))).toHaveLength(1);
});

it('a planner holds as many users as it is told, so that the last record that is judged is known', () => {
  const type = participants.resolve({ settings: { programs: [] } as never, parameters: undefined });
  const source = { type, tenant: 'acme', options: { mode: 'create-only' } } as never;
  const planner = createRecordPlanner(source, 2);
  const record = (recordNumber: number, userKey: string) => {
    const none = { clear: new Set<string>(), clearFamilies: new Set<string>(), sets: new Map() };
    return { recordNumber, change: { userKey, set: new Map(), ...none } };
  };
  expect(planner.plan(record(1, 'a'))).toEqual([]);
  expect(planner.isFull).toBe(false);
  expect(planner.plan(record(2, 'a'))).toMatchObject([{ code: 'CONFLICT' }]);
  expect(planner.plan(record(3, 'b'))).toEqual([]);
  expect(planner.isFull).toBe(true);
});

it('the page says up to which record the records are compared, and compares all of them when fewer have users in common', async () => {
  const twice = (users: readonly string[]) => users.flatMap((user) => [user, user]);
  const first = twice(['a', 'b', 'c']);
  const alone = Array.from({ length: 1500 }, (_, i) => `alone-${i}`);
  const ids = [...first, ...alone, ...twice(['d'])];
  const bytes = `accountId,id\n${ids.map((id) => `x,${id}\n`).join('')}`;
  const choices = { tenant: 'acme', importType: 'participants', options: { mode: 'create-only' } } as const;
  const { client, summary } = await checkInPage(bytes, 'p.csv', choices, (onEvent) =>
    checkWorker(onEvent, { maxUsers: 2 }),
  );
  expect(summary).toMatchObject({ bad: 3 });
  expect(summary?.comparedUntil).toBeGreaterThanOrEqual(first.length);
  expect(summary?.comparedUntil).toBeLessThan(ids.length - 1);
  // Two of the first three users are left out: two users are then in common.
  const removed = await client.ask('remove', { records: [2, 4] });
  expect(removed.summary).toMatchObject({ bad: 2 });
  expect((await client.ask('remove', { records: [6] })).summary).toMatchObject({ bad: 1 });
  expect((await client.ask('summary', {})).comparedUntil).toBeUndefined();
});
