import { expect, it } from 'vitest';
import { openPage } from '../support/open-page.ts';

it('the keyboard alone chooses a type and goes back, and the focus is at the title of each step', async () => {
  await using test = await openPage();
  const { page } = test;
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await page.getByRole('heading', { name: 'What do you want to import?' }).waitFor();
  expect(await focused()).toBe('What do you want to import?');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Choose a file' }).waitFor();
  expect(await focused()).toBe('Choose a file');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.keyboard.press('Tab').then(() => page.keyboard.press('Enter')),
  ]);
  await chooser.setFiles({ name: 'users.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
  await page.getByRole('alert').getByText('users.pdf cannot be imported').waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'What do you want to import?' }).waitFor();
});
