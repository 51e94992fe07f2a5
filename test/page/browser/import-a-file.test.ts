import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { inspectScreen } from '../support/inspect.ts';
import { openPage } from '../support/open-page.ts';

it('a person chooses a type and a file, watches the import, downloads its results, and finds it in the list', async () => {
  await using test = await openPage();
  const { page } = test;
  await page.getByRole('heading', { name: 'What do you want to import?' }).waitFor();
  expect(page.url()).toBe(`${test.address}/#`);
  await inspectScreen(page, 'import-type');

  await page.getByRole('button', { name: /^Participants/ }).click();
  await inspectScreen(page, 'import-file-empty');
  await page.getByLabel('Choose a file').setInputFiles('examples/participants.csv');
  await page.getByText('participants.csv').waitFor();
  await inspectScreen(page, 'import-file');

  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('switch', { name: 'Review before importing' }).click();
  await page.getByRole('button', { name: 'Continue with 12 records' }).click();
  await page.getByRole('heading', { name: 'participants.csv' }).waitFor();
  await page.getByRole('heading', { name: 'Result' }).waitFor();
  await page.getByRole('button', { name: 'Download results.csv' }).waitFor();
  await page.getByText('Completed', { exact: true }).waitFor();
  await inspectScreen(page, 'import-completed');
  const bar = page.getByRole('img', { name: 'Created: 12, Updated: 0, Unchanged: 0, Failed: 0' });
  expect(await bar.isVisible()).toBe(true);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download results.csv' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/results\.csv$/);
  const rows = (await text(await download.createReadStream())).trim().split('\n');
  expect(rows).toHaveLength(13);

  await page.getByRole('link', { name: 'All imports' }).click();
  await page.getByRole('link', { name: 'participants.csv' }).waitFor();
  await inspectScreen(page, 'imports');
});
