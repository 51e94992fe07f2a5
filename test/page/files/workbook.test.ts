import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { csvOfSheet, plainNumber } from '../../../page/files/workbook.ts';
import { checkInPage } from '../check/check-file.ts';

const CHOICES = { tenant: 'acme', importType: 'participants' } as const;

function check(name: string, sheet?: { readonly name?: string; readonly headerRow?: number }) {
  const bytes = new Uint8Array(readFileSync(`test/fixtures/workbooks/${name}`));
  return checkInPage(bytes, 'people.xlsx', { ...CHOICES, sheet });
}

describe.each(['exceljs.xlsx', 'exceljs-1904.xlsx', 'libreoffice.xlsx'])('the workbook %s', (name) => {
  it('is read from its largest sheet, below its title, with texts as a person sees them', async () => {
    const { client, inspected, summary } = await check(name);
    expect(inspected).toMatchObject({
      fileName: 'people.xlsx',
      sentAs: 'people.xlsx.csv',
      importType: 'participants',
      workbook: { sheets: ['Notes', 'People'], sheet: 'People', headerRow: 3 },
    });
    const { selection, count } = await client.ask('select', { filter: { kind: 'all' } });
    const { rows } = await client.ask('rows', { selection, from: 0, count });
    expect(rows.map(({ cells }) => cells)).toEqual([
      [
        ...['acme', '007', 'Zoë, "Z"\nline', '2026-02-03', 'zoe@example.com', '1000000000000000000000'],
        ...['0.00000015', 'true', '#N/A', '2', '01234'],
      ],
      [
        ...['acme', '123456789012', 'Bo', '2026-02-03T13:45:00Z', 'bo(at)example.com', '0.3', '-3'],
        ...['false', '', '', ''],
      ],
    ]);
    expect(summary?.groups.map(({ field, firstRecord }) => [field, firstRecord])).toEqual([
      ['customFields.error', 1],
      ['email', 2],
    ]);
  });

  it('is sent as CSV', async () => {
    const { client } = await check(name);
    const { file, fileName, records } = await client.ask('export', { records: 'all' });
    expect({ fileName, records }).toEqual({ fileName: 'people.xlsx.csv', records: 2 });
    const sent = await checkInPage(await file.text(), fileName, CHOICES);
    expect(sent.summary).toMatchObject({ records: 2, bad: 2 });
  });
});

describe('a workbook', () => {
  it('is read from the sheet and row that a person chooses', async () => {
    const { inspected } = await check('exceljs.xlsx', { name: 'Notes', headerRow: 1 });
    expect(inspected.workbook).toMatchObject({ sheet: 'Notes', headerRow: 1 });
    expect(inspected.rejection).toBeDefined();
  });

  it('is sent without columns that are blank, between others too, and with those that have a name or a value', async () => {
    const rows = [['Title'], ['id', '', 'email', 'note', '', ''], [], ['1', ' ', '', '', '', 'x']];
    const csv = csvOfSheet({ name: 'People', rows }, 2);
    expect(await csv.text()).toBe('id,email,note,\n1,,,x\n');
  });

  it('that is damaged is judged as any other file', async () => {
    const { inspected } = await checkInPage('PK\u0003\u0004 and no more', 'people.xlsx', CHOICES);
    expect(inspected.rejection?.code).toBe('BINARY_FILE');
  });
});

it.each([
  ['1E+21', '1000000000000000000000'],
  ['1.2345E+3', '1234.5'],
  ['1.2300000000000001E-2', '0.0123'],
  ['-1.5E-7', '-0.00000015'],
  ['0.30000000000000004', '0.3'],
  ['-1.25e22', '-12500000000000000000000'],
  ['42', '42'],
])('a cell with the number %s has the text %s', (stored, text) => {
  expect(plainNumber(stored)).toBe(text);
});
