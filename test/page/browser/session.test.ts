import { openAsBlob } from 'node:fs';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { createCall } from '../../support/api-client.ts';
import { inspectScreen } from '../support/inspect.ts';
import { newSession, openPage } from '../support/open-page.ts';

/** The console names each request that is refused. */
const REFUSED = /status of 40[14]/;

describe('the session of the page', () => {
  it('is removed from the address, and is kept in a reload', async () => {
    await using test = await openPage({ path: '/imports' });
    const { page, address } = test;
    await page.getByText('No imports yet').waitFor();
    expect(page.url()).toBe(`${address}/#/imports`);
    await page.reload();
    await page.getByText('No imports yet').waitFor();
  });

  it('that is absent shows what to do', async () => {
    await using test = await openPage();
    const { page, address } = test;
    await page.evaluate(() => sessionStorage.clear());
    await page.goto('about:blank');
    await page.goto(`${address}/#/imports`);
    await page.getByText('Open this page from your application').waitFor();
    await inspectScreen(page, 'session-absent');
  });

  it('that is revoked shows that it has ended, in every screen that is open, and corrections are not lost', async () => {
    const session = { importTypes: ['participants'] };
    await using test = await openPage({ session, expects: [REFUSED] });
    const { page, call, token } = test;
    const buffer = Buffer.from('accountId,id,firstName\nacme,1,Ann\n');
    await page.getByLabel('Choose a file').setInputFiles({ name: 'p.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Continue', disabled: false }).click();
    await page.getByRole('gridcell', { name: 'Ann' }).click();
    await page.keyboard.type('Anna');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Imports', exact: true }).click();
    await page.getByText('No imports yet').waitFor();
    const id = token.split('_')[1];
    const { status } = await call('DELETE', `/sessions/${id}`);
    expect(status).toBe(204);
    await page.getByText('Your session has ended').waitFor();
    const save = page.getByRole('button', { name: 'Save the file with your corrections' });
    await save.waitFor();
    await inspectScreen(page, 'session-expired');
    const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
    expect(download.suggestedFilename()).toBe('p.csv');
    expect(await text(await download.createReadStream())).toContain('acme,1,Anna');
    await page.goto(`${test.address}/#session=${await newSession(test, session)}&to=/import/check`);
    await page.getByRole('gridcell', { name: 'Anna' }).waitFor();
    // A sign-out asks once, before the session ends, and leaves nothing of the file.
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    // The page is loaded again at its end.
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Sign out' }).click()]);
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    expect(asked).toEqual(['confirm']);
  });

  it('is ended by its person: the token is refused, and the browser has forgotten it', async () => {
    await using test = await openPage({ path: '/imports' });
    const { page, address, token, cloud } = test;
    await page.getByText('No imports yet').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await page.waitForURL(`${address}/#/`);
    await inspectScreen(page, 'session-ended');
    const stored = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
    expect(stored).not.toContain(token);
    expect((await createCall(cloud, token)('GET', '/session')).status).toBe(401);
    await page.goto(`${address}/#session=${await newSession(test)}&to=/imports`);
    await page.getByText('No imports yet').waitFor();
  });

  it('shows no import of another tenant', async () => {
    await using other = await openPage();
    const importId = await other.client.importFile(
      { importType: 'participants', fileName: 'secret.csv' },
      await openAsBlob('examples/participants.csv'),
    );
    await using test = await openPage({ path: `/imports/${importId}`, expects: [REFUSED] });
    await test.page.getByText('Not found').waitFor();
    await inspectScreen(test.page, 'import-not-found');
    expect(await test.page.content()).not.toContain('secret.csv');
  });
});

it('a browser in German has the page in German', async () => {
  await using test = await openPage({ locale: 'de-AT' });
  const { page } = test;
  await page.getByRole('heading', { name: 'Was möchten Sie importieren?' }).waitFor();
  expect(await page.getAttribute('html', 'lang')).toBe('de');
  await inspectScreen(page, 'import-type-german');
});

it('an address that does not exist leads to the imports', async () => {
  await using test = await openPage({ path: '/nothing/here' });
  await test.page.getByText('This page does not exist').waitFor();
  await inspectScreen(test.page, 'unknown-screen');
  await test.page.getByRole('link', { name: 'Open your imports' }).click();
  await test.page.getByText('No imports yet').waitFor();
});
