import { mkdtempDisposable, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inspectScreen } from '../support/inspect.ts';
import { openPage } from '../support/open-page.ts';
import { watchTasks } from '../support/watch-tasks.ts';

const PARTICIPANTS = { importTypes: ['participants'] } as const;

/** What a German Excel exports, with the mistakes that people make in it. */
function germanExport(): Buffer {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const cells = ['nordlicht', `k-${i + 1}`, 'Jürgen', 'Groß', `j.gross${i + 1}@example.de`, 'WAHR'];
    return [...cells, i < 34 ? 'Deutsch' : 'de_DE', '02.03.2026'];
  });
  for (const i of [36, 37, 38]) (rows[i] as string[])[4] = `j.gross${i + 1}(at)example.de`;
  (rows[38] as string[])[7] = '31.02.2026';
  const lines = rows.map((cells) => cells.join(';'));
  // A quote that is opened and not closed.
  lines[39] = 'nordlicht;k-40;"Zoë;Weiß;zoe@example.de;FALSCH;de_CH;02.03.2026';
  const header = 'accountId;id;firstName;lastName;email;referable;locale;dateCreated';
  return Buffer.from([header, ...lines, ''].join('\r\n'), 'latin1');
}

async function paste(page: Page, cells: string): Promise<void> {
  await page.evaluate((copied) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', copied);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, cells);
}

it('a messy German export is corrected by the keyboard alone, until every person is in', async () => {
  await using test = await openPage({
    session: PARTICIPANTS,
    async prepare({ call }) {
      const settings = { encoding: 'windows-1252', locale: 'de-DE' };
      await call('PATCH', '/tenant', { headers: { 'if-match': '*' }, body: { settings } });
    },
  });
  const { page } = test;
  const { keyboard } = page;
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await keyboard.press(key);
  };
  const problem = (name: RegExp) => page.getByRole('button', { name });
  const said = (words: string) => page.getByRole('status').getByText(words).waitFor();
  const file = { name: 'kunden.csv', mimeType: 'text/csv', buffer: germanExport() };
  // A key, after which the page may show what was chosen.
  await page.getByLabel('Choose a file').press('Shift');
  await page.getByLabel('Choose a file').setInputFiles(file);
  await page.getByRole('button', { name: 'Continue', disabled: false }).press('Enter');
  await problem(/^34 × locale must be/).waitFor();
  await inspectScreen(page, 'check-german');

  // One of the equal values, then all others by the offer.
  await problem(/^34 × locale/).press('Enter');
  await said('34 rows shown.');
  await page.getByRole('gridcell', { name: 'Deutsch' }).first().focus();
  await press('F2', 'Control+a');
  await keyboard.type('de_DE');
  await press('Enter');
  await said('1 row changed. 37 rows have errors.');
  await page.getByText('Replace “Deutsch” with “de_DE” in 33 other rows').waitFor();
  await inspectScreen(page, 'check-offer');
  await press('Tab', 'Enter');
  await said('33 rows changed. 4 rows have errors.');
  await press('Control+z');
  await said('Undone in 33 rows. 37 rows have errors.');
  await press('Control+y');
  await said('Done again in 33 rows. 4 rows have errors.');

  // What the page suggests for a cell.
  await problem(/^3 × email must be/).press('Enter');
  await said('3 rows shown.');
  // The place follows the focus, which screen readers move without a key.
  await page.getByRole('gridcell', { name: 'j.gross38(at)example.de' }).focus();
  await page.getByRole('button', { name: 'Use j.gross38@example.de' }).press('Enter');
  await said('1 row changed. 3 rows have errors.');
  await page.locator('[role=gridcell]:focus', { hasText: 'j.gross38@example.de' }).waitFor();
  await press('Control+z');
  await said('Undone in 1 row. 4 rows have errors.');

  // A range from a spreadsheet.
  await page.getByRole('gridcell', { name: 'j.gross37(at)example.de' }).focus();
  await paste(page, 'a37@example.de\r\na38@example.de\r\n"a39@example.de"\r\n');
  await said('3 rows changed. 2 rows have errors.');
  await page.getByRole('gridcell', { name: 'a39@example.de' }).waitFor();

  // A cell, by typing on it.
  await problem(/^1 × dateCreated/).press('Enter');
  await said('1 row shown.');
  await page.getByRole('gridcell', { name: '31.02.2026' }).focus();
  await keyboard.type('28.02.2026');
  await press('Escape', '2');
  await keyboard.type('8.02.2026');
  await press('Tab');
  await said('1 row changed. 1 row has errors.');

  // A record that has no cells.
  await problem(/quote/).press('Enter');
  await said('1 row shown.');
  await page.getByRole('gridcell', { name: /"Zoë/ }).focus();
  await press('Enter', 'Home', 'Delete');
  await press('Escape');
  await press('Enter', 'Control+a');
  await keyboard.type('nordlicht;k-40;Zoë;Weiß;zoe@example.de;FALSCH;de_CH;02.03.2026');
  await press('Enter');
  await said('1 row changed. No errors are left.');
  await page.getByRole('gridcell', { name: 'Zoë' }).waitFor();
  await inspectScreen(page, 'check-solved');

  await page.getByRole('switch', { name: 'Review before importing' }).press('Space');
  // The button takes the focus from the editor: what was typed is sent, too.
  await page.getByRole('gridcell', { name: 'Zoë' }).focus();
  await keyboard.type('Zoé');
  await page.getByRole('button', { name: 'Continue with 40 records' }).press('Enter');
  await page.getByRole('img', { name: 'Created: 40, Updated: 0, Unchanged: 0, Failed: 0' }).waitFor();
  const importId = new URL(page.url()).hash.split('/').at(-1);
  const { body } = await test.call('GET', `/imports/${importId}/records/40`);
  expect(JSON.stringify(body)).toContain('Zoé');
});

it('the good records are imported, and the others are kept in a file', async () => {
  await using test = await openPage({ session: PARTICIPANTS });
  const { page } = test;
  await page.getByLabel('Choose a file').setInputFiles('examples/participants-with-mistakes.csv');
  await page.getByRole('button', { name: 'Continue' }).click();
  // A misspelt column is a question.
  await page.getByRole('heading', { name: 'Which column is what?' }).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('switch', { name: 'Review before importing' }).click();
  const button = page.getByRole('button', { name: 'Continue with the 3 good records' });
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  expect(download.suggestedFilename()).toBe('to fix - participants-with-mistakes.csv');
  const kept = await text(await download.createReadStream());
  expect(kept).toContain('Japanese');
  expect(kept).not.toContain('mara.okafor');
  await page.getByRole('img', { name: 'Created: 3, Updated: 0, Unchanged: 0, Failed: 0' }).waitFor();

  // The page of the import reminds of the others, has their file, and opens it.
  await page.getByText('3 good records are imported').waitFor();
  await page.getByText('6 records of your file were not sent').waitFor();
  await inspectScreen(page, 'import-left-out');
  const save = page.getByRole('button', { name: 'Save the file again' });
  const [again] = await Promise.all([page.waitForEvent('download'), save.click()]);
  expect(await text(await again.createReadStream())).toBe(kept);
  await page.getByRole('button', { name: 'Fix these records' }).click();
  await page.getByRole('button', { name: /^1 × locale must be/ }).waitFor();
  await page.getByRole('heading', { name: 'Check the file' }).waitFor();

  // One of the others is fixed in the file that was kept, and only this one is imported.
  await page.reload();
  const keptFile = {
    name: download.suggestedFilename(),
    mimeType: 'text/csv',
    buffer: Buffer.from(kept),
  };
  await page.getByLabel('Choose a file').setInputFiles(keptFile);
  await page.getByRole('button', { name: 'Continue', disabled: false }).click();
  await page.getByRole('heading', { name: 'Which column is what?' }).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /^1 × locale must be/ }).click();
  await page.getByRole('gridcell', { name: 'Japanese' }).click();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('ja_JP');
  await page.keyboard.press('Enter');
  const one = page.getByRole('button', { name: 'Continue with the 1 good record' });
  await one.waitFor();
  // Another file would discard the correction.
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('heading', { name: 'Which column is what?' }).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  const questions: string[] = [];
  page.once('dialog', async (dialog) => {
    questions.push(dialog.message());
    await dialog.dismiss();
  });
  await page.getByLabel('Choose another file').setInputFiles('examples/participants.csv');
  expect(questions).toEqual(['Your file has corrections that are not sent. Discard them?']);
  await page.getByText('to fix - participants-with-mistakes.csv').waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Which column is what?' }).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  const [rest] = await Promise.all([page.waitForEvent('download'), one.click()]);
  const stillKept = await text(await rest.createReadStream());
  expect(stillKept).not.toContain('jun.watanabe');
  expect(stillKept).toContain('noah.bergstrom(at)example.com');
  await page.getByRole('button', { name: 'Import: create 1 user' }).click();
  await page.getByRole('img', { name: 'Created: 1, Updated: 0, Unchanged: 0, Failed: 0' }).waitFor();
});

const MILLION = 1_000_000;

it('a file with a million rows is checked and scrolled without a task of more than 200 ms on the thread of the page', async () => {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'rollcall-page-'));
  const path = join(directory.path, 'million.csv');
  await writeMillion(path);
  await using test = await openPage({ session: PARTICIPANTS });
  const { page } = test;
  const busiestTask = await watchTasks(page);
  await page.getByLabel('Choose a file').setInputFiles(path);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('button', { name: /^1,000 × locale must be/ }).waitFor();

  await page.getByRole('button', { name: 'All rows' }).click();
  const grid = page.getByRole('grid');
  await page.getByRole('gridcell', { name: 'user-1', exact: true }).click();
  await page.keyboard.press('Control+End');
  await page.getByRole('gridcell', { name: 'Deutsch' }).last().waitFor();
  await page.getByRole('rowheader', { name: '1,000,000' }).waitFor();
  expect(await grid.getAttribute('aria-rowcount')).toBe('1000001');
  // The middle of the scroll bar is the middle of the rows, and few of them are drawn.
  await grid.evaluate((element) => {
    element.scrollTop = (element.scrollHeight - element.clientHeight) / 2;
  });
  await page.getByRole('rowheader', { name: '500,000' }).waitFor();
  expect(await grid.getByRole('row').count()).toBeLessThan(40);
  // Some 10 ms on a machine of 2026, idle or not.
  expect(await busiestTask()).toBeLessThan(200);
});

async function writeMillion(path: string): Promise<void> {
  await using file = await open(path, 'w');
  await file.write('accountId,id,locale\n');
  for (let from = 1; from <= MILLION; from += 10_000) {
    const lines = Array.from({ length: 10_000 }, (_, i) => {
      const n = from + i;
      return `a,user-${n},${n % 1000 === 0 ? 'Deutsch' : ''}\n`;
    });
    await file.write(lines.join(''));
  }
}
