import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { chooseOption } from '../support/choose-option.ts';
import { inspectScreen } from '../support/inspect.ts';
import { openPage } from '../support/open-page.ts';

const PARTICIPANTS = { session: { importTypes: ['participants'] } } as const;

/** As a German Excel saves CSV: Windows-1252 and semicolons. */
const GERMAN = Buffer.from(
  [
    'Mandant;Personalnummer;Vorname;Nachname;E-Mail;Straße;Referable;Beitritt',
    'acme;1;Jörg;Groß;joerg@example.com;Hauptstraße 1;ja;31.12.2025',
    'acme;2;Zoë;Müller;zoe@example.com;Große Allee 7;nein;01.02.2026',
    '',
  ].join('\r\n'),
  'latin1',
);

async function chooseFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'text/csv', buffer });
}

async function choose(page: Page, column: string, field: string): Promise<void> {
  await chooseOption(page, `Column ${column} is read as`, field);
}

it('a German file is recognised, its columns are chosen once, and remembered for the next file', async () => {
  await using test = await openPage({
    session: { ...PARTICIPANTS.session, role: 'tenant-admin' },
  });
  const { page } = test;
  await chooseFile(page, 'Teilnehmer.csv', GERMAN);
  await page.getByText('CSV · Windows-1252 · semicolon · de-DE').waitFor();
  await page.getByRole('cell', { name: 'Jörg' }).waitFor();
  await page.getByRole('button', { name: 'Correct' }).click();
  await page.getByRole('combobox', { name: 'Encoding' }).waitFor();
  await inspectScreen(page, 'file-german');

  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Which column is what?' }).waitFor();
  // At the top, and next to the button that it disables.
  await page.getByText('Every record needs accountId').nth(1).waitFor();
  expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
  await inspectScreen(page, 'columns-german');

  await choose(page, 'Mandant', 'accountId (required)');
  await choose(page, 'Straße', 'Keep as customFields.Strasse');
  await choose(page, 'Beitritt', 'dateCreated');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Which column is what?' }).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Which column is what?' }).waitFor({ state: 'detached' });

  const { columns } = (await test.call('GET', '/import-types/participants/columns')).body;
  expect(columns).toMatchObject({
    Mandant: 'accountId',
    Straße: 'customFields.Strasse',
    Beitritt: 'dateCreated',
    Vorname: 'firstName',
  });
});

it('the sheet of a workbook is shown, and can be changed', async () => {
  await using test = await openPage(PARTICIPANTS);
  const { page } = test;
  await chooseFile(page, 'people.xlsx', await readFile('test/fixtures/workbooks/exceljs.xlsx'));
  await page.getByText('Excel · sheet “People” · names in row 3').waitFor();
  await page.getByRole('button', { name: 'Correct' }).click();
  await inspectScreen(page, 'file-workbook');
  await chooseOption(page, 'Sheet', 'Notes');
  await page.getByText('Excel · sheet “Notes” · names in row 1').waitFor();

  // The controls close: content moves only after an input.
  await page.keyboard.press('Shift');
  await page.getByLabel('Choose another file').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x37, 0x0a, 0x00, 0xff]),
  });
  await page.getByText('This file cannot be imported as it is').waitFor();
  expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
  await inspectScreen(page, 'file-unreadable');
});

it('of forty columns below a title, those that need attention are shown first, and the unknown ones are decided together', async () => {
  await using test = await openPage(PARTICIPANTS);
  const { page } = test;
  const long = 'Bemerkung der Personalabteilung zur letzten Beurteilung und deren Nachbesprechung';
  const names = [
    ...['accountId', 'id', 'First Name', 'E-Mail', 'Mail', `${long} (vertraulich)`],
    ...Array.from({ length: 30 }, (_, i) => `customFields.field${i}`),
    ...Array.from({ length: 4 }, (_, i) => `Notiz ${i + 1}`),
  ];
  const row = names.map((name, i) => (name.startsWith('Bem') ? long.repeat(3) : `value ${i}`));
  await chooseFile(page, 'wide.csv', Buffer.from(`Personalliste\n${names.join(',')}\n${row.join(',')}\n`));
  await page.getByText('CSV · UTF-8 · comma · names in row 2').waitFor();
  await inspectScreen(page, 'file-wide');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'All columns (40)' }).waitFor();
  await choose(page, 'Mail', 'email – now E-Mail');
  await page.getByText('E-Mail is read as email, too.').waitFor();
  await inspectScreen(page, 'columns-wide');
  await page.getByText('5 columns are not known.').waitFor();
  await page.getByRole('button', { name: 'Keep all' }).click();
  await page.getByRole('status').getByText('5 columns are kept.').waitFor();
  const last = page.getByRole('combobox', { name: 'Column Notiz 4 is read as' });
  expect(await last.inputValue()).toBe('customFields.Notiz_4');
  await page.getByRole('button', { name: 'All columns (40)' }).click();
  await inspectScreen(page, 'columns-wide-all');
});
