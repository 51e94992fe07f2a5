import { expect, it } from 'vitest';
import { inspectScreen } from '../support/inspect.ts';
import { openPage } from '../support/open-page.ts';

it('a person sees what is wrong with a file', async () => {
  await using test = await openPage({ session: { importTypes: ['participants'] } });
  const { page } = test;
  await page.getByLabel('Choose a file').setInputFiles('examples/participants-with-mistakes.csv');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'What to fix' }).waitFor();
  await inspectScreen(page, 'check-mistakes');
  await page.getByRole('button', { name: /locale must be/ }).click();
  await page.getByRole('gridcell', { name: 'Japanese' }).click();
  await inspectScreen(page, 'check-group');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ja_JP');
  await page.keyboard.press('Enter');
  await page.getByText('1 row changed. 5 rows have errors.').waitFor();
  expect(await page.getByRole('button', { name: 'Continue with the 4 good records' }).isEnabled()).toBe(true);
});
