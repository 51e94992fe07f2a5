import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileChoices } from '../../../page/check/protocol.ts';
import { checkInPage } from './check-file.ts';

const CHOICES: FileChoices = { tenant: 'acme', importType: 'participants' };
const TABLE = 'accountId;id;Vorname;email\r\nacme;1;Jürgen;j@example.de\r\nacme;2;Zoë;z@example.de\r\n';

async function inspected(text: string | Buffer, choices: Partial<FileChoices> = {}) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const { client, ...found } = await checkInPage(new Uint8Array(bytes), 'kunden.csv', {
    ...CHOICES,
    ...choices,
  });
  return { ...found, exported: async () => (await client.ask('export', { records: 'all' })).file.text() };
}

describe('the row with the names of a CSV file', () => {
  it.each([
    ['a title', 'Kundenliste Stand 2026\r\n', 2],
    ['a title and a blank line', 'Kundenliste\r\n\r\n', 3],
    ['a title with the delimiters of empty cells', 'Kundenliste;;;\r\nStand;1.1.2026;;\r\n', 3],
    ['the line of spreadsheet programs', 'sep=;\r\n', 2],
  ])('is found below %s, and what is above it is not sent', async (_, above, row) => {
    const { inspected: view, exported } = await inspected(above + TABLE);
    expect(view).toMatchObject({
      header: { row },
      sentAs: 'kunden.csv',
      size: Buffer.byteLength(above + TABLE),
    });
    expect(view.columns?.map(({ column }) => column)).toEqual(['accountId', 'id', 'Vorname', 'email']);
    if (view.rejection === undefined)
      expect((await exported()).replaceAll('\r', '')).toBe(`\ufeff${TABLE.replaceAll('\r', '')}`);
  });

  it('is the first one where that fits, and can be chosen', async () => {
    expect((await inspected(TABLE)).inspected).toMatchObject({ header: { row: 1 } });
    expect((await inspected(TABLE)).inspected.sentAs).toBeUndefined();
    const { inspected: view } = await inspected(`id;accountId\r\n${TABLE}`, { headerRow: 2 });
    expect(view).toMatchObject({
      header: { row: 2 },
      layout: { columns: ['accountId', 'id', 'Vorname', 'email'] },
    });
  });

  it('is the first one that is not blank, which needs no correction', async () => {
    const { inspected: view } = await inspected(`;;;\r\n\r\n${TABLE}`);
    expect(view).toMatchObject({ header: { row: 3 } });
    expect(view.sentAs).toBeUndefined();
  });

  it('is the first one of a file that no row makes better', async () => {
    for (const text of ['id\r\n1\r\n2\r\n', 'a;b\r\n1;2;3;4;5;6\r\n', 'x'])
      expect((await inspected(text)).inspected.sentAs).toBeUndefined();
  });

  it('is shown in the letters of the file, and is not offered where lines cannot be told by their bytes', async () => {
    const options = { encoding: 'windows-1252' } as const;
    const { inspected: view } = await inspected(Buffer.from(`Müller\r\n${TABLE}`, 'latin1'), { options });
    expect(view.header?.firstRows[0]).toEqual({ row: 1, cells: ['Müller'] });
    const utf16 = Buffer.from(`\ufeffTitel\r\n${TABLE}`, 'utf16le');
    expect((await inspected(utf16)).inspected.header).toBeUndefined();
    expect(
      (await inspected('{"accountId":"a","id":"1"}\n{"accountId":"a","id":"2"}\n')).inspected.header,
    ).toBeUndefined();
  });

  it('of any file that is accepted as it is stays the first one', async () => {
    const cell = fc.stringMatching(/^[a-zä-ü0-9 ,;]{0,12}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
        const lines = rows.map(([name, mail], i) => `acme,k${i},"${name}","${mail}"`);
        const { inspected: view } = await inspected(
          `accountId,id,firstName,customFields.x\n${lines.join('\n')}\n`,
        );
        expect(view).toMatchObject({ header: { row: 1 } });
        expect(view.sentAs).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });
});
