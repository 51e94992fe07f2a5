import { openAsBlob } from 'node:fs';
import { expect, it } from 'vitest';
import { chooseOption } from '../support/choose-option.ts';
import { inspectScreen } from '../support/inspect.ts';
import { openPage, type PageTenant } from '../support/open-page.ts';

/** Imports a file by the API, and waits for its end. */
async function importFile({ client }: PageTenant, fileName: string, file: Blob): Promise<string> {
  const id = await client.importFile({ importType: 'participants', fileName }, file);
  await client.followImport(id, { pauseMs: () => 100 });
  return id;
}

const LONG_NAME = `${'kunden-export-aller-standorte-'.repeat(5)}final.csv`;

it('the list shows imports of every kind, filters them by status and type, and keeps the filter in the address', async () => {
  await using test = await openPage({
    path: '/imports',
    session: { role: 'tenant-admin' },
    async prepare(tenant) {
      await importFile(tenant, 'participants.csv', await openAsBlob('examples/participants.csv'));
      const mistakes = await openAsBlob('examples/participants-with-mistakes.csv');
      await importFile(tenant, LONG_NAME, mistakes);
      await importFile(tenant, 'rejected.csv', new Blob(['a;b\n1;2\n']));
    },
  });
  const { page } = test;
  const rows = page.getByRole('rowheader');
  await page.getByRole('link', { name: 'rejected.csv' }).waitFor();
  expect(await rows.count()).toBe(3);
  await inspectScreen(page, 'imports-several');

  await chooseOption(page, 'Status', 'Rejected');
  await page.getByRole('link', { name: LONG_NAME }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'rejected.csv' }).waitFor();
  expect(await rows.count()).toBe(1);
  expect(new URL(page.url()).hash).toBe('#/imports?status=REJECTED');

  await chooseOption(page, 'Type', 'Workspace users');
  await page.getByText('No imports match the filters').waitFor();
  await inspectScreen(page, 'imports-no-match');
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await page.getByRole('link', { name: LONG_NAME }).waitFor();

  await page.getByRole('link', { name: LONG_NAME }).click();
  await page.getByRole('heading', { name: 'Result' }).waitFor();
  await page.getByText('Completed with errors').waitFor();
  await inspectScreen(page, 'import-with-errors');
  await page.goBack();
  await page.getByRole('link', { name: 'rejected.csv' }).click();
  await page.getByText('The file was rejected. No record was imported.').waitFor();
  await inspectScreen(page, 'import-rejected');
});

it('a tenant without imports sees how to begin', async () => {
  await using test = await openPage({ path: '/imports' });
  await test.page.getByText('No imports yet').waitFor();
  await inspectScreen(test.page, 'imports-none');
  await test.page.getByRole('link', { name: 'New import' }).last().click();
  await test.page.getByRole('heading', { name: 'New import' }).waitFor();
});

it('a list that is open shows an import that begins', async () => {
  await using test = await openPage({ path: '/imports', session: { role: 'tenant-admin' } });
  await test.page.getByText('No imports yet').waitFor();
  await importFile(test, 'later.csv', await openAsBlob('examples/participants.csv'));
  await test.page.getByRole('link', { name: 'later.csv' }).waitFor();
  await test.page.getByRole('table').getByText('Completed', { exact: true }).waitFor();
});
