import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CheckEvent, CheckSummary, FileChoices, RecordFilter } from '../../../page/check/protocol.ts';
import { createCheckService } from '../../../page/check/worker/check-service.ts';
import { type CheckedInPage, checkInPage, checkWorker } from './check-file.ts';

const PEOPLE = { tenant: 'acme', importType: 'participants' } as const;

async function rowsOf({ client }: CheckedInPage, filter: RecordFilter = { kind: 'all' }) {
  const { selection, count } = await client.ask('select', { filter });
  return (await client.ask('rows', { selection, from: 0, count })).rows;
}

const HEADER = 'accountId,id,email,locale\n';
const people = (...rows: readonly string[]) => HEADER + rows.map((row) => `${row}\n`).join('');

async function textOf({ client }: CheckedInPage, records: 'all' | 'good' | 'bad') {
  const { file, ...rest } = await client.ask('export', { records });
  return { text: await file.text(), ...rest };
}

describe('the check of a file', () => {
  it('groups the issues of the example with mistakes, each with its first record', async () => {
    const { inspected, summary } = await checkInPage(
      new Uint8Array(readFileSync('examples/participants-with-mistakes.csv')),
      'people.csv',
      { tenant: 'acme', importType: 'auto' },
    );
    expect(inspected).toMatchObject({ importType: 'participants', isGzip: false });
    expect(summary).toMatchObject({ state: 'checked', records: 9, bad: 6, errors: 6, warnings: 0 });
    expect(summary?.groups.map(({ field, count, firstRecord }) => [field, count, firstRecord])).toEqual([
      ['locale', 1, 2],
      ['id', 1, 3],
      [undefined, 1, 4],
      ['email', 1, 6],
      ['countryCode', 1, 7],
      [undefined, 1, 8],
    ]);
    expect(summary?.ofFile).toHaveLength(1);
  });

  it('shows the issue of a cell at its column', async () => {
    const checked = await checkInPage(people('a,1,x@y.example,Japanese'), 'p.csv', PEOPLE);
    const [row] = await rowsOf(checked, { kind: 'bad' });
    expect(row).toMatchObject({ record: 1, line: 2, cells: ['a', '1', 'x@y.example', 'Japanese'] });
    expect(row?.issues).toMatchObject([{ severity: 'error', field: 'locale', column: 3 }]);
  });

  it('suggests what the cell of an error may mean, by the field that its column is read as', async () => {
    const rows = ['a;1;Oui;x@y.example', 'a;2;WAHR;<x@y.example>', 'a;3;perhaps;x@y.example'];
    const checked = await checkInPage(['accountId;id;Werbbar;email', ...rows, ''].join('\n'), 'p.csv', {
      ...PEOPLE,
      options: { locale: 'de-DE', columnMap: [['Werbbar', 'referable']] },
    });
    const shown = await rowsOf(checked, { kind: 'bad' });
    expect(shown.map(({ issues }) => issues.map(({ column, suggestions }) => [column, suggestions]))).toEqual(
      [[[2, ['true']]], [[3, ['x@y.example']]], [[2, undefined]]],
    );
  });

  it('tells why a file is rejected by its first bytes', async () => {
    const { inspected } = await checkInPage('%PDF-1.7', 'p.csv', PEOPLE);
    expect(inspected.rejection?.code).toBe('BINARY_FILE');
  });

  it('tells why a file is rejected at its end', async () => {
    const { summary } = await checkInPage(HEADER, 'p.csv', PEOPLE);
    expect(summary).toMatchObject({ state: 'rejected', rejection: { code: 'NO_RECORDS' } });
  });
});

it('a delimiter that a person has chosen is the one that the pipeline recognises in the file that is sent', async () => {
  // Both delimiters divide it into as many names.
  const names = 'Kunde, Konto;Nummer, extern;Name, E-Mail';
  const options = {
    columnMap: [
      ['Kunde, Konto', 'accountId'],
      ['Nummer, extern', 'id'],
      ['Name, E-Mail', 'email'],
    ] as const,
  };
  const sent = `${names}\na, b;1;x@y.example\n`;
  const chosen = { ...PEOPLE, options, delimiter: ';' } as unknown as FileChoices;
  const checked = await checkInPage(sent, 'p.csv', chosen);
  expect(checked.inspected).toMatchObject({ layout: { delimiter: ';' }, sentAs: 'p.csv' });
  expect(checked.summary).toMatchObject({ records: 1, bad: 0 });
  const { text } = await textOf(checked, 'all');
  const { delimiter: _, ...again } = chosen;
  const { inspected, summary } = await checkInPage(text, 'p.csv', again);
  expect(inspected.layout).toMatchObject({ delimiter: ';', columns: names.split(';') });
  expect(summary).toMatchObject({ records: 1, bad: 0 });

  const lost = await checkInPage('a,b\n1,2\n', 'p.csv', { ...PEOPLE, delimiter: '|' });
  expect(lost.inspected.rejection?.code).toBeDefined();
  const known = await checkInPage(people('a,1,x@y.example,de'), 'p.csv', { ...PEOPLE, delimiter: ',' });
  expect(known.inspected.sentAs).toBeUndefined();
});

it('a binary file is named as one, although its bytes are letters of some encoding', async () => {
  const picture = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
  const { inspected } = await checkInPage(new Uint8Array(picture), 'p.csv', PEOPLE);
  expect(inspected.rejection?.message).toMatch(/PNG picture/);
  expect(inspected.guess).toBeUndefined();
});

it('rows are shown while the file is checked', async () => {
  const { promise, resolve } = Promise.withResolvers<CheckSummary>();
  const client = checkWorker((event) => event.event === 'summary' && resolve(event.summary));
  const text = people(...Array.from({ length: 5000 }, (_, i) => `a,${i},n${i}@y.example,en`));
  await client.ask('open', { file: new Blob([text]), fileName: 'p.csv', choices: PEOPLE });
  await client.ask('check', {});
  // Timers get their turn, as messages do in a worker.
  const shown = new Promise((next) => setTimeout(next)).then(() => client.ask('summary', {}));
  const first = await Promise.race([shown, promise]);
  expect(first.state).toBe('checking');
  expect((await promise).records).toBe(5000);
});

it('a file that cannot be read any more is an error of the check, which does not wait for ever', async () => {
  const { promise, resolve } = Promise.withResolvers<CheckEvent>();
  const service = createCheckService({
    send: (message) => 'event' in message && message.event !== 'progress' && resolve(message),
    now: () => 0,
  });
  const file = new Blob([people('a,1,x@y.example,en')]);
  await service.handle({ id: 1, kind: 'open', ask: { file, fileName: 'p.csv', choices: PEOPLE } });
  // As a browser does after the file was changed on the disk.
  const slice = file.slice.bind(file);
  file.slice = (start, end = 0) => {
    if (end === file.size) throw new DOMException('The file could not be read', 'NotReadableError');
    return slice(start, end);
  };
  await service.handle({ id: 2, kind: 'check', ask: {} });
  expect(await promise).toEqual({ event: 'failed', message: 'The file could not be read' });
});

describe('an edit', () => {
  it('fixes a cell, and undo brings the issue back', async () => {
    const checked = await checkInPage(people('a,1,x@y.example,Japanese'), 'p.csv', PEOPLE);
    const { client } = checked;
    const edited = await client.ask('edit', { cells: [{ record: 1, column: 3, value: 'ja_JP' }] });
    expect(edited).toMatchObject({ records: 1, summary: { bad: 0, groups: [], edits: { canUndo: true } } });
    expect((await rowsOf(checked, { kind: 'edited' }))[0]).toMatchObject({ edited: [3], issues: [] });
    expect((await client.ask('undo', {})).summary).toMatchObject({ bad: 1, edits: { canRedo: true } });
    expect((await client.ask('redo', {})).summary.bad).toBe(0);
  });

  it('replaces all equal values of a column and of no other', async () => {
    const checked = await checkInPage(
      people('Japanese,1,a@y.example,Japanese', 'a,2,b@y.example,Japanese', 'a,3,c@y.example,Japanese '),
      'p.csv',
      PEOPLE,
    );
    const { client, summary } = checked;
    const group = summary?.groups[0]?.id ?? -1;
    const { values } = await client.ask('values', { group, column: 3 });
    expect(values).toEqual([
      { text: 'Japanese', count: 2 },
      { text: 'Japanese ', count: 1 },
    ]);
    const replaced = await client.ask('replace', { column: 3, from: 'Japanese', to: 'ja_JP' });
    expect(replaced).toMatchObject({ records: 2, firstRecord: 1, summary: { bad: 1 } });
    expect((await textOf(checked, 'all')).text).toBe(
      people('Japanese,1,a@y.example,ja_JP', 'a,2,b@y.example,ja_JP', 'a,3,c@y.example,Japanese '),
    );
  });

  it('of a malformed record replaces all of it', async () => {
    const checked = await checkInPage(people('a,1,"x@y.example,en', 'a,2,z@y.example,en'), 'p.csv', PEOPLE);
    const [row] = await rowsOf(checked, { kind: 'bad' });
    expect(row).toMatchObject({ isMalformed: true, cells: ['a,1,"x@y.example,en'] });
    const cells = [{ record: 1, column: 0, value: 'a,1,"x@y.example",en' }];
    const { summary } = await checked.client.ask('edit', { cells });
    expect(summary).toMatchObject({ bad: 0, records: 2 });
    expect((await rowsOf(checked))[0]).toMatchObject({ cells: ['a', '1', 'x@y.example', 'en'] });
  });

  it('of a row with a cell too many moves its texts', async () => {
    const checked = await checkInPage(people('a,1,x@y.example,,en'), 'p.csv', PEOPLE);
    const cells = [
      { record: 1, column: 3, value: 'en' },
      { record: 1, column: 4, value: '' },
    ];
    const { summary } = await checked.client.ask('edit', { cells });
    expect(summary.bad).toBe(0);
    expect((await textOf(checked, 'all')).text).toBe(people('a,1,x@y.example,en'));
  });

  it('removes records, which keep their numbers in the grid and are not exported', async () => {
    const checked = await checkInPage(people('a,1,x,en', 'a,2,z@y.example,en'), 'p.csv', PEOPLE);
    const { summary } = await checked.client.ask('remove', { records: [1] });
    expect(summary).toMatchObject({ bad: 0, records: 1 });
    expect((await rowsOf(checked)).map(({ record, isRemoved }) => [record, isRemoved])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(await textOf(checked, 'all')).toMatchObject({
      text: people('a,2,z@y.example,en'),
      records: 1,
      fileName: 'p.csv',
    });
    expect((await checked.client.ask('undo', {})).summary).toMatchObject({ bad: 1, records: 2 });
  });

  it('of the key finds and releases duplicates in the whole file', async () => {
    const choices = { ...PEOPLE, options: { duplicates: 'reject' } } as const;
    const rows = Array.from({ length: 1200 }, (_, i) => `a,${i},n${i}@y.example,en`);
    const checked = await checkInPage(people(...rows, 'a,0,o@y.example,en'), 'p.csv', choices);
    expect(checked.summary).toMatchObject({ bad: 1, groups: [{ code: 'CONFLICT', firstRecord: 1201 }] });
    const moved = await checked.client.ask('edit', { cells: [{ record: 1, column: 1, value: '700' }] });
    expect(moved.summary).toMatchObject({ bad: 1, groups: [{ code: 'CONFLICT', firstRecord: 701 }] });
    const apart = await checked.client.ask('edit', { cells: [{ record: 701, column: 1, value: 'x' }] });
    expect(apart.summary).toMatchObject({ bad: 0, groups: [] });
    expect((await checked.client.ask('undo', {})).summary.bad).toBe(1);
  });
});

describe('the exported file', () => {
  it('has the good or the bad records', async () => {
    const checked = await checkInPage(people('a,1,x,en', 'a,2,z@y.example,en'), 'p.csv.gz', PEOPLE);
    expect((await textOf(checked, 'good')).text).toBe(people('a,2,z@y.example,en'));
    expect(await textOf(checked, 'bad')).toEqual({ text: people('a,1,x,en'), records: 1, fileName: 'p.csv' });
  });

  it('keeps the digits of JSON numbers next to an edited value', async () => {
    const record = '{"accountId":"a","id":"1","email":"x","customFields":{"n":12345678901234567890.10}}';
    const checked = await checkInPage(`[${record}]`, 'p.json', PEOPLE);
    const { columns } = { columns: (await rowsOf(checked))[0]?.cells ?? [] };
    const column = columns.indexOf('x');
    await checked.client.ask('edit', { cells: [{ record: 1, column, value: 'x@y.example' }] });
    expect((await textOf(checked, 'all')).text).toBe(`[\n${record.replace('"x"', '"x@y.example"')}\n]\n`);
  });
});
