import { expect, it } from 'vitest';
import { createCall } from '../../support/api-client.ts';
import { inspectScreen } from '../support/inspect.ts';
import { openPage } from '../support/open-page.ts';

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

  // The sections share what was changed.
  await page.getByRole('tab', { name: 'E-mails' }).click();
  const recipients = page.getByRole('textbox', { name: 'Recipients', exact: true });
  await recipients.fill('ops@acme.example\nnobody');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('2: expected an e-mail address').first().waitFor();
  await inspectScreen(page, 'settings-refused');
  await recipients.fill('ops@acme.example\n');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.', { exact: false }).waitFor();
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
  await page.getByRole('button', { name: 'Load again' }).click();
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
  const token = (await page.getByText(/^rk_/).textContent()) ?? '';
  const byKey = createCall(test.cloud, token);
  expect((await byKey('GET', '/imports')).status).toBe(200);
  await page.getByRole('button', { name: 'Revoke nightly server' }).waitFor();
  await inspectScreen(page, 'settings-keys');
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
  // The button that had the focus, and the secret of the key, are gone.
  await page.locator('h1:focus', { hasText: 'Settings' }).waitFor();
  expect(await page.getByText(/^rk_/).count()).toBe(0);
  expect((await byKey('GET', '/imports')).status).toBe(401);
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
