import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrapText } from '../../../lambdas/core/import-type/identity-rules.ts';
import { groupMembers } from '../../../lambdas/import-types/group-members.ts';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { userFeed } from '../../../lambdas/import-types/user-feed.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { type Resaving, resaveInExcel } from '../../support/resave.ts';
import { type ImportedText, importText, strictRows } from './import-text.ts';
import { inspected } from './inspected.ts';

type Format = 'csv' | 'csv with ;' | 'jsonl' | 'json';

/** The numbers of the records in a file of failed records, as a program of the sender's would read it. */
function numbersIn(failed: string | undefined, format: Format): number[] {
  if (failed === undefined) return [];
  if (format === 'csv')
    return strictRows(failed)
      .slice(1)
      .map(([number]) => Number(number));
  if (format === 'csv with ;')
    return strictRows(failed, ';')
      .slice(1)
      .map(([number]) => Number(number));
  const objects =
    format === 'json'
      ? JSON.parse(failed)
      : failed
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line));
  return objects.map((object: Record<string, unknown>) => object['rollcall:record']);
}

function failedNumbers({ results }: ImportedText): number[] {
  return results.filter(([, outcome]) => outcome === 'failed').map(([number]) => Number(number));
}

function warningsOfTexts({ errors }: ImportedText): number {
  return errors.filter((cells) =>
    cells.some((cell) =>
      /firstName: found .*(a formula|an apostrophe|blanks at its beginning|cannot be seen)/.test(cell),
    ),
  ).length;
}

const text = fc.oneof(
  fc.constantFrom(
    '',
    'ann',
    '00123',
    '=1+1',
    '+1 555',
    "'=x",
    '2026-03-02',
    '4001230000000017',
    'a;b',
    'a,b',
    'Jörg',
  ),
  fc.string({ unit: fc.constantFrom(...`'"=+-@\t\n,;| a0é`), maxLength: 8 }),
);
const fields = fc.record({
  accountId: fc.constantFrom('acme', 'acme', ''),
  id: text,
  email: fc.constantFrom('a@b.example', 'none'),
  name: text,
});
const quoted = (cell: string) =>
  /[",;\n\r]/.test(cell) || cell.startsWith(' ') ? `"${cell.replaceAll('"', '""')}"` : cell;
const row = (delimiter: string) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fields.map((r) => [r.accountId, r.id, r.email, r.name].map(quoted).join(delimiter)),
    },
    // Unclosed quotes, text behind a quote, too few and too many cells, the header again. Not rows that have all their
    // cells with another delimiter: a file of them is rejected.
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'acme,1,"open',
        'acme;2;"a"b;c',
        '=x',
        'a,b,c,d,e',
        'a;b;c;d;e',
        'x"y',
        ['accountId', 'id', 'email', 'firstName'].join(delimiter),
      ),
    },
  );
const object = (isFeed: boolean) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fields.map(({ name, accountId, ...r }) =>
        JSON.stringify({ ...(!isFeed && { accountId }), ...r, firstName: isFeed ? `x${name}` : name }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '{"id":"1"',
        '["a"]',
        '{ }',
        '{"id":42,"id":"x"}',
        '5',
        '{"id":"\\u0022}"}',
        '{"accountId":"a","id":12345678901234567890}',
      ),
    },
  );

const FILES: Readonly<Record<Format, fc.Arbitrary<string>>> = {
  csv: fc
    .array(row(','), { minLength: 1, maxLength: 8 })
    .map((rows) => `accountId,id,email,firstName\n${rows.join('\n')}\n`),
  'csv with ;': fc
    .array(row(';'), { minLength: 1, maxLength: 8 })
    .map((rows) => `accountId;id;email;firstName\r\n${rows.join('\r\n')}\r\n`),
  jsonl: fc
    .array(object(false), { minLength: 1, maxLength: 8 })
    .map((lines) => `{"accountId":"acme","id":"first"}\n${lines.join('\n')}\n`),
  json: fc
    .array(object(true), { minLength: 1, maxLength: 8 })
    // A file that begins with arrays only is rejected as a table.
    .filter(([first, second = first]) => first !== '["a"]' || second !== first)
    .map((elements) => `[\n${elements.join(',\n')}\n]\n`),
};

describe.each(Object.entries(FILES))('failed records in %s', (name, file) => {
  const format = name as Format;

  it('are one row or object each, and fail again under their numbers, however often they are imported', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (sent) => {
        const type = format === 'json' ? userFeed : participants;
        const first = await importText(type, sent);
        const expected = failedNumbers(first);
        expect(numbersIn(first.failed, format)).toEqual(expected);
        if (first.failed === undefined) return;
        const users = [...first.tables.users.values()].map(({ version }) => version);
        const second = await importText(type, first.failed, first.tables);
        expect(failedNumbers(second)).toEqual(expected);
        expect(second.counts).toMatchObject({ records: expected.length, failed: expected.length });
        expect(second.counts?.warnings).toBe(warningsOfTexts(second));
        expect(new Set(second.errors.map(([number]) => Number(number)))).toEqual(new Set(expected));
        expect([...second.tables.users.values()].map(({ version }) => version)).toEqual(users);
        expect(numbersIn(second.failed, format)).toEqual(expected);
        expect((await importText(type, second.failed ?? '', second.tables)).failed).toBe(second.failed);
      }),
      lawRuns(150),
    );
  });
});

describe('failed group members, whose files have no header row', () => {
  it('have a header row, and fail again under their numbers', async () => {
    const sent =
      'joan@example.com,Joan,"Robinson",1\nnone,=Sam,00123,+1 555\nsam@example.com,"Sam\nsam2@example.com,Sam,Tan,1,2\n';
    const first = await importText(groupMembers, sent);
    expect(strictRows(first.failed ?? '')).toEqual([
      ['rollcall:record', 'rollcall:errors', 'email', 'firstName', 'lastName', 'profile.Phone'],
      ['2', expect.stringContaining('email'), 'none', "'=Sam", "'00123", "'+1 555"],
      ['3', expect.stringContaining('opens a quote'), 'rollcall:text: sam@example.com,"Sam', '', '', ''],
      ['4', expect.stringContaining('5 cells'), 'rollcall:text: sam2@example.com,Sam,Tan,1,2', '', '', ''],
    ]);
    const second = await importText(groupMembers, first.failed ?? '', first.tables);
    expect(failedNumbers(second)).toEqual([2, 3, 4]);
    const third = await importText(
      groupMembers,
      (second.failed ?? '').replace(',none,', ',bob@example.com,'),
      second.tables,
    );
    expect(third.results.map(([number, outcome]) => [number, outcome])).toEqual([
      ['2', 'created'],
      ['3', 'failed'],
      ['4', 'failed'],
    ]);
    expect([...third.tables.users.values()].map(({ user }) => user.fields.get('lastName'))).toContain(
      '00123',
    );
  });
});

/** Texts that a spreadsheet changes, if they are not guarded. */
const FRAGILE = [
  '00123',
  '4001230000000017',
  '123456789012',
  '1E5',
  '2026-03-02',
  'true',
  '=1+1',
  '+1 555',
  "'=x",
  '1.5',
  'Jörg',
];
const resaving = fc.record<Resaving>({
  delimiter: fc.constantFrom(',', ';'),
  encoding: fc.constantFrom('utf8', 'utf8-with-mark'),
  emptyColumns: fc.nat(2),
});
const names = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom(...FRAGILE),
    text.filter((name) => name.trim() !== ''),
  ),
  {
    minLength: 1,
    maxLength: 8,
  },
);

/** In any file, `="…"` is stored as its text, and not at all if that is blank. */
function storedAs(name: string): string | undefined {
  const text = unwrapText(name.replaceAll('\r\n', '\n'));
  return text.trim() === '' ? undefined : text;
}

/** The names of imported users by their ids. */
function namesOf({ tables }: ImportedText): [unknown, unknown][] {
  return [...tables.users.values()].map(({ user: { fields: of } }) => [of.get('id'), of.get('firstName')]);
}

describe('failed-records.csv that is fixed and saved by a spreadsheet', () => {
  it('brings back each text as it was sent, and touches only its own records', async () => {
    await fc.assert(
      fc.asyncProperty(names, resaving, async (sentNames, how) => {
        const rows = sentNames.map((name, i) => `acme,u${i},none,${quoted(name)}`);
        const sent = `accountId,id,email,firstName\nacme,good,a@b.example,Ann\n${rows.join('\n')}\n`;
        const first = await importText(participants, sent);
        expect(first.counts).toMatchObject({ created: 1, failed: rows.length });
        const fixed = resaveInExcel(first.failed ?? '', how)
          .toString()
          .replaceAll(/none(?=[,;])/g, '');
        const second = await importText(participants, fixed, first.tables);
        expect(second.counts).toMatchObject({ records: rows.length, created: rows.length, failed: 0 });
        expect(second.counts?.warnings).toBe(warningsOfTexts(second));
        expect(second.results.map(([number]) => Number(number))).toEqual(rows.map((_, i) => i + 2));
        const asSent = sentNames.map((name, i): [unknown, unknown] => [`u${i}`, storedAs(name)]);
        expect(new Map(namesOf(second))).toEqual(new Map([['good', 'Ann'], ...asSent]));
      }),
      lawRuns(150),
    );
  });

  it.each(FRAGILE.filter((name) => !/^'|^[+]|Jörg/.test(name)))(
    'would be damaged if its cells were not guarded: %s',
    (name) => {
      const how = { delimiter: ';', encoding: 'utf8', emptyColumns: 0 } as const;
      expect(resaveInExcel(`a,b\n1,${name}\n`, how).toString()).not.toContain(name);
    },
  );

  it('defers a record that names its user with an apostrophe after one that names it without', async () => {
    const header = 'rollcall:record,rollcall:errors,accountId,id,firstName';
    const others = ['a', 'b', 'c', 'd'].map((id, i) => `${i + 2},,acme,${id},Other`);
    const text = [header, "1,,acme,'00123,First", ...others, '9,,acme,00123,Last', ''].join('\n');
    const { counts, tables } = await importText(participants, text);
    expect(counts).toMatchObject({ created: 5, updated: 1 });
    expect([...tables.users.values()].map(({ user }) => user.fields.get('firstName'))).toContain('Last');
    expect([...tables.chunks.values()].map(({ deferred }) => deferred?.records)).toContain(1);
  });

  it.each([
    ['a broken row', participants, 'rollcall:record,rollcall:errors,accountId,id\n812,old,acme,"x\n', '812'],
    [
      'a row that is too large to be read',
      participants,
      `rollcall:record,rollcall:errors,accountId,id\n812,old,acme,${'x'.repeat(9 * 1024 ** 2)}\n`,
      '812',
    ],
    ['a damaged object', participants, '{"rollcall:record":812,"accountId":"acme","id":"x"\n', '812'],
    ['an object that lacks its id', participants, '{"rollcall:record":812,"accountId":"acme"}\n', '812'],
  ])('names the original record of %s', async (_, type, sent, number) => {
    const { errors, failed } = await importText(type, sent);
    expect(errors.map(([named]) => named)).toEqual([number]);
    expect(numbersIn(failed, sent.startsWith('{') ? 'jsonl' : 'csv')).toEqual([Number(number)]);
    // The cell of a spreadsheet takes 32,767 characters.
    expect(failed?.length).toBeLessThan(32_767);
  });

  it.each([
    ['a row', `rollcall:record,rollcall:errors,accountId,id\n2,old,"rollcall:text: acme,""1",x\n`],
    ['an object', '{"rollcall:record":2,"rollcall:text":"{","accountId":"acme","id":"x"}\n'],
  ])('fails as long as the text of %s is there that could not be read', async (_, sent) => {
    const { errors } = await importText(participants, sent);
    const reason = expect.stringContaining('could not be read in the first file');
    expect(errors.map(([number, message]) => [number, message])).toEqual([['2', reason]]);
  });

  it('fails again with a row that repeats the header, and has no unknown columns', async () => {
    const first = await importText(participants, 'accountId,id,=x\nacme,1,a\naccountId,id,=x\n');
    const failed = first.failed ?? '';
    expect(failed.split('\n', 1)).toEqual(["\ufeffrollcall:record,rollcall:errors,accountId,id,'=x"]);
    expect(inspected(participants, failed).unknownColumns).toEqual(['=x']);
    const { errors } = await importText(participants, failed, first.tables);
    expect(errors.map(([number, message]) => [number, message])).toEqual([
      ['2', expect.stringContaining('repeats the header')],
    ]);
  });

  it('is read when a spreadsheet has moved its columns', async () => {
    const moved = "accountId;rollcall:errors;id;rollcall:record\nacme;old error;'00123;12\nacme;;;13\n";
    const { results, tables } = await importText(participants, moved);
    expect(results.map(([number, outcome]) => [number, outcome])).toEqual([
      ['12', 'created'],
      ['13', 'failed'],
    ]);
    expect([...tables.users.values()].map(({ user }) => user.fields.get('id'))).toEqual(['00123']);
  });

  it('fails a row whose text is still in its first cell, also when Rollcall’s columns were deleted', async () => {
    const { errors } = await importText(participants, 'accountId,id\n"rollcall:text: acme,""1",x\n');
    expect(errors.map(([number, message]) => [number, message])).toEqual([
      ['1', expect.stringContaining('could not be read in the first file')],
    ]);
  });
});

describe('a file of failed records that was edited', () => {
  const header = 'rollcall:record,rollcall:errors,accountId,id,firstName';
  const messages = ({ errors }: ImportedText) => errors.map(([number, message]) => [number, message]);

  it.each<[prose: string, number: string, named: string, words: RegExp | undefined]>([
    ['a number with decimals', '7.0', '7', undefined],
    ['no number', '', '1', /^rollcall:record is blank; the record is named by its number in this file/],
    ['a text as its number', 'abc', '1', /^rollcall:record must be a whole number, found "abc"/],
  ])('is imported, with a warning where its number cannot be used: %s', async (_, number, named, words) => {
    const imported = await importText(participants, `${header}\n${number},reason,acme,a,Ann\n`);
    expect(imported.counts).toMatchObject({ created: 1, failed: 0 });
    expect(imported.results.map((row) => row.slice(0, 2))).toEqual([[named, 'created']]);
    expect(messages(imported)).toEqual(words === undefined ? [] : [[named, expect.stringMatching(words)]]);
  });

  it('is imported, with a warning where the number of an object is no number', async () => {
    const imported = await importText(participants, '{"rollcall:record":"x","accountId":"acme","id":"a"}\n');
    expect(messages(imported)).toEqual([['1', expect.stringMatching(/^rollcall:record must be a whole/)]]);
  });

  it('is recognised if a tool wrote its columns in another letter case', async () => {
    const text = `Rollcall:Record,ROLLCALL:ERRORS,accountId,id,firstName\n7,reason,acme,'00123,'=1+1\n`;
    const imported = await importText(participants, text);
    expect(imported.results.map((row) => row.slice(0, 2))).toEqual([['7', 'created']]);
    const [{ user } = { user: undefined }] = [...imported.tables.users.values()];
    expect([user?.fields.get('id'), user?.fields.get('firstName')]).toEqual(['00123', '=1+1']);
  });

  it.each(["'00123", "'=1+1", "'+49 30 1", "'-x", "'@x"])(
    'and lost the columns of Rollcall keeps no apostrophe without a word: %s',
    async (cell) => {
      const key = await importText(participants, `accountId,id\nacme,${cell}\n`);
      expect(key.counts).toMatchObject({ created: 0, failed: 1 });
      const value = await importText(participants, `accountId,id,firstName\nacme,a,${cell}\n`);
      expect(value.counts).toMatchObject({ created: 1 });
      expect(messages(value)).toEqual([
        ['1', expect.stringMatching(/firstName: found .*an apostrophe in front/)],
      ]);
    },
  );
});
