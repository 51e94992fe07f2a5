import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createCall } from '../../support/api-client.ts';
import { inspectScreen } from '../support/inspect.ts';
import { openPage } from '../support/open-page.ts';

const colorsOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { borderBottomColor, backgroundColor } = getComputedStyle(element);
      return [borderBottomColor, backgroundColor];
    });

it('an administrator changes settings, is told what is wrong with them, and edits API keys', async () => {
  await using test = await openPage({
    path: '/settings',
    session: {
      role: 'tenant-admin',
      permissions: ['imports:read', 'types:read', 'tenant:read', 'tenant:write', 'keys:read', 'keys:write'],
    },
    expects: [/status of 400/, /status of 412/],
  });
  const { page, call } = test;
  const review = page.getByRole('switch', { name: 'Always review before importing' });
  await review.click();
  await inspectScreen(page, 'settings-general');
  // Where the system forces its colors, too, what is chosen looks different.
  await page.emulateMedia({ forcedColors: 'active' });
  for (const [chosen, other] of [
    ['[aria-selected=true]', '[aria-selected=false]'],
    ['nav [aria-current]', 'nav a:not([aria-current])'],
    ['[aria-checked=true] span', '[aria-checked=true]'],
  ] as const)
    expect(await colorsOf(page, chosen), chosen).not.toEqual(await colorsOf(page, other));
  await page.emulateMedia({ forcedColors: null });

  // The sections share what was changed.
  await page.getByRole('tab', { name: 'E-mails' }).click();
  const recipients = page.getByRole('textbox', { name: 'Recipients', exact: true });
  await recipients.fill('ops@acme.example\nnobody');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Entry 2: expected an e-mail address').first().waitFor();
  // The focus is at what is wrong; after it was saved, at the button.
  await page.locator('textarea:focus').waitFor();
  await inspectScreen(page, 'settings-refused');
  await recipients.fill('ops@acme.example\n');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.', { exact: false }).waitFor();
  await page.locator('button:focus', { hasText: 'Save' }).waitFor();
  const stored = (await call('GET', '/tenant')).body.settings;
  expect(stored).toMatchObject({ reviewRequired: true, notify: ['ops@acme.example'] });

  await page.getByRole('tab', { name: 'Remembered columns' }).click();
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('textbox', { name: 'Import type' }).fill('participants');
  await page.getByRole('textbox', { name: 'Column of the file' }).fill('Vorname');
  await page.getByRole('textbox', { name: 'Field' }).fill('firstName');
  await inspectScreen(page, 'settings-columns');
  // Another person changes the settings in the meantime.
  await call('PATCH', '/tenant', { headers: { 'if-match': '*' }, body: { settings: { fullResults: true } } });
  await page.getByRole('button', { name: 'Save' }).click();
  // The changes of both are there.
  await page.getByText('Their changes are shown, and yours are kept.').waitFor();
  await inspectScreen(page, 'settings-outdated');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.', { exact: false }).waitFor();
  expect((await call('GET', '/tenant')).body.settings).toMatchObject({
    fullResults: true,
    columns: [{ column: 'Vorname' }],
  });
  await page.getByRole('tab', { name: 'General' }).click();
  await page.getByRole('switch', { name: 'Results show all fields of the users', checked: true }).waitFor();

  // By the keyboard: the arrows move the focus, around the ends, and Enter chooses.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'API keys', selected: true }).waitFor();
  await page.getByRole('button', { name: 'Create a key' }).click();
  // The focus is at the first field, and Enter creates the key.
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('nightly server');
  await inspectScreen(page, 'settings-create-key');
  await page.keyboard.press('Enter');
  const secret = page.getByRole('dialog').getByText(/^rk_/);
  const token = (await secret.textContent()) ?? '';
  await inspectScreen(page, 'settings-new-key');
  // The focus is at the button that copies. Chromium does not let this page use the clipboard.
  await page.keyboard.press('Enter');
  await page.getByText('copy it with the keyboard').waitFor();
  expect(await page.evaluate(() => String(getSelection()))).toBe(token);
  // It is not shown again: a press outside does not close it.
  await page.mouse.click(5, 5);
  expect(await secret.count()).toBe(1);
  await page.keyboard.press('Escape');
  await secret.waitFor({ state: 'detached' });
  const byKey = createCall(test.cloud, token);
  expect((await byKey('GET', '/imports')).status).toBe(200);
  await page.getByRole('button', { name: 'Revoke nightly server' }).waitFor();
  await inspectScreen(page, 'settings-keys');
  // A second rotation would end a secret that is in use.
  const rotate = page.getByRole('button', { name: 'Rotate nightly server' });
  const confirm = page.getByRole('dialog').getByRole('button', { name: 'Rotate' });
  await rotate.click();
  await confirm.click();
  await secret.waitFor();
  const rotated = createCall(test.cloud, (await secret.textContent()) ?? '');
  await page.keyboard.press('Escape');
  await rotate.click();
  await page.getByText('ends now').waitFor();
  await inspectScreen(page, 'settings-rotate-key');
  // A dialog that was closed a moment ago does not close the next one.
  await page.evaluate(async () => {
    const named = (name: string) =>
      document.querySelector<HTMLElement>(`[aria-label="${name} nightly server"]`)?.click();
    document.querySelector<HTMLElement>('dialog [aria-label="Close"]')?.click();
    while (document.querySelector('dialog') !== null) await Promise.resolve();
    named('Rotate');
  });
  await confirm.waitFor();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(await confirm.count()).toBe(1);
  await page.keyboard.press('Escape');
  await confirm.waitFor({ state: 'detached' });
  expect((await byKey('GET', '/imports')).status).toBe(200);
  expect((await rotated('GET', '/imports')).status).toBe(200);
  await page.getByRole('button', { name: 'Revoke nightly server' }).click();
  await inspectScreen(page, 'settings-revoke-key');
  // A press outside, and Escape, close it without doing anything; the focus returns.
  await page.mouse.click(5, 5);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const focused = page.getByRole('button', { name: 'Revoke nightly server' });
  expect(await focused.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('Revoked').waitFor();
  // The button that had the focus is gone.
  await page.locator('h1:focus', { hasText: 'Settings' }).waitFor();
  expect(await page.getByText('The secret before').count()).toBe(0);
  for (const old of [byKey, rotated]) expect((await old('GET', '/imports')).status).toBe(401);
});

it('an importer has no link to settings, and a person who may only read them cannot change them', async () => {
  await using importer = await openPage({ path: '/types' });
  await importer.page.getByRole('link', { name: 'Participants' }).click();
  await importer.page.getByRole('button', { name: 'Template' }).waitFor();
  await inspectScreen(importer.page, 'type');
  expect(await importer.page.getByRole('link', { name: 'Settings' }).count()).toBe(0);
  const download = importer.page.waitForEvent('download');
  await importer.page.getByRole('button', { name: 'Template' }).click();
  expect((await download).suggestedFilename()).toBe('participants-template.csv');
  await importer.page.getByRole('link', { name: 'All import types' }).click();
  await importer.page.getByRole('heading', { name: 'Workspace users' }).waitFor();
  await inspectScreen(importer.page, 'types');

  await using reader = await openPage({
    path: '/settings',
    session: { role: 'tenant-admin', permissions: ['tenant:read'] },
  });
  const review = reader.page.getByRole('switch', { name: 'Always review before importing' });
  await review.waitFor();
  expect(await review.isDisabled()).toBe(true);
  expect(await reader.page.getByRole('button', { name: 'Save' }).count()).toBe(0);
});
