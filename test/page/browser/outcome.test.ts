import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { NewImport } from '../../../client/rollcall-client.ts';
import { chooseOption } from '../support/choose-option.ts';
import { inspectScreen } from '../support/inspect.ts';
import { openPage, type PageTenant } from '../support/open-page.ts';

const HEADER = 'Current Status,Display Name,Primary Email,Role,Groups,Source Username(s)';

/** One user of the example is updated, one is unchanged, and one has a wrong role; one more is created. */
const CHANGED = [
  HEADER,
  'Active,Mara Okafor-Lindqvist,mara.okafor@example.com,User,"Sales,Support","slack:mara.okafor,teams:mara.okafor@example.com"',
  'Active,"Watanabe, Jun",jun.watanabe@example.com,User,Sales,slack:jun',
  'Active,Elena R. Petrova,elena.petrova@example.com,Chief,Compliance,"slack:elena,bloomberg:EPETROVA1"',
  'Active,Noa Levi,noa.levi@example.com,User,Support,slack:noa',
].join('\n');

/** Imports a file of workspace users by the API. @returns when it has ended, or waits for its confirmation */
async function importUsers(
  { client }: PageTenant,
  fileName: string,
  text: string,
  options: NonNullable<NewImport['options']>,
) {
  const body = { importType: 'workspace-users', fileName, options };
  const id = await client.importFile(body, new Blob([text]));
  return client.followImport(id, {
    pauseMs: () => 100,
    until: ({ status, stage }) => status === 'AWAITING_CONFIRMATION' || stage === 'ended',
  });
}

/** The tenant has groups and sources, and the users of the example. */
async function prepareUsers(tenant: PageTenant): Promise<void> {
  const settings: unknown = JSON.parse(await readFile('examples/workspace-users-settings.json', 'utf8'));
  const { headers } = await tenant.call('GET', '/tenant');
  const etag = headers.get('etag') ?? '';
  const edit = { body: { settings }, headers: { 'if-match': etag } };
  expect((await tenant.call('PATCH', '/tenant', edit)).status).toBe(200);
  const users = await readFile('examples/workspace-users.csv', 'utf8');
  const { counts } = await importUsers(tenant, 'first.csv', users, { purpose: 'import' });
  expect(counts?.created).toBe(7);
}

it('a workspace import is reviewed field by field and confirmed, and its failed record is fixed and imported alone', async () => {
  await using test = await openPage({
    path: '/imports',
    session: { role: 'tenant-admin' },
    async prepare(tenant) {
      await prepareUsers(tenant);
      const same = await readFile('examples/workspace-users.csv', 'utf8');
      await importUsers(tenant, 'same.csv', same, { purpose: 'confirm' });
      await importUsers(tenant, 'changed.csv', CHANGED, { purpose: 'confirm' });
    },
  });
  const { page } = test;
  await page.getByRole('link', { name: 'same.csv' }).click();
  await page.getByText('Nothing would change: all users of the file are stored like this already.').waitFor();
  await page.getByRole('button', { name: 'Finish without changes' }).waitFor();
  expect(await page.getByRole('button', { name: /^Import/ }).count()).toBe(0);
  await page.getByRole('link', { name: 'All imports' }).click();
  await page.getByRole('link', { name: 'changed.csv' }).click();
  await page
    .getByText(
      'Nothing is imported yet. The import would create 1 user and update 1 user. 1 record would change nothing.',
    )
    .waitFor();
  await page.getByRole('button', { name: 'Open record 1' }).waitFor();
  await inspectScreen(page, 'review');
  const first = page.getByRole('row', { name: /mara\.okafor/ });
  expect(await first.textContent()).toContain('Display Name: Mara Okafor becomes Mara Okafor-Lindqvist');
  await page.getByRole('button', { name: 'Open record 1' }).click();
  await page.getByRole('dialog').getByRole('columnheader', { name: 'Stored before' }).waitFor();
  await inspectScreen(page, 'review-record');
  await page.keyboard.press('Escape');

  await chooseOption(page, 'Outcome', 'To be created');
  await page.getByRole('button', { name: 'Open record 1' }).waitFor({ state: 'detached' });
  await page.getByRole('row', { name: /noa\.levi/ }).waitFor();
  await page.getByRole('button', { name: 'Import: create 1 user, update 1 user' }).click();

  await page.getByText('1 record of 4 failed').waitFor();
  await page.getByRole('button', { name: 'Open record 1' }).waitFor();
  await page.getByRole('row', { name: /elena/ }).getByText('Error: Role must be User').waitFor();
  await inspectScreen(page, 'outcome-with-errors');
  await page.getByRole('button', { name: /^Show records Role/ }).click();
  await page.getByRole('button', { name: 'Open record 1' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Open record 3' }).click();
  await page.getByRole('dialog').getByText('found "Chief"').waitFor();
  await inspectScreen(page, 'outcome-record');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Fix the failed record' }).click();
  await page.getByRole('heading', { name: 'What to fix' }).waitFor();
  await page.getByRole('gridcell', { name: 'Chief', exact: true }).click();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Admin');
  await page.keyboard.press('Enter');
  await inspectScreen(page, 'fix-failed');
  await page.getByRole('button', { name: 'Continue with 1 record' }).click();
  await page.getByRole('heading', { name: 'changed-failed-records.csv' }).waitFor();
  await page.getByRole('button', { name: 'Import: update 1 user' }).click();
  await page.getByText('1 record is imported').waitFor();
  // The number of the first file.
  await page.getByRole('button', { name: 'Open record 3' }).waitFor();
  await inspectScreen(page, 'outcome-fixed');
});

it('a rejected file, a refused review and an import of which nothing succeeded say why, and never look like a success', async () => {
  await using test = await openPage({
    path: '/imports',
    session: { role: 'tenant-admin' },
    async prepare(tenant) {
      await importUsers(tenant, 'rejected.csv', 'First;Second\n1;2\n', {});
      const users = `${HEADER}\nActive,Ann Lee,ann.lee@example.com,Chief,,\n`;
      await importUsers(tenant, 'all-failed.csv', users, { purpose: 'import' });
      await importUsers(tenant, 'nothing.csv', users, { purpose: 'confirm' });
      const good = `${HEADER}\nActive,Ann Lee,ann.lee@example.com,User,,\n`;
      await importUsers(tenant, 'refused.csv', good, { purpose: 'confirm' });
    },
  });
  const { page } = test;
  const open = async (fileName: string) => {
    await page.getByRole('link', { name: 'All imports' }).click();
    await page.getByRole('link', { name: fileName }).click();
  };
  await page.getByRole('link', { name: 'rejected.csv' }).click();
  await page.getByText('The file was rejected. No record was imported.').waitFor();
  await page.getByText('In the step “Columns”, you choose which of its columns is which field.').waitFor();
  await inspectScreen(page, 'outcome-rejected');

  await open('all-failed.csv');
  await page.getByText('No record is imported', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Open record 1' }).waitFor();
  await inspectScreen(page, 'outcome-nothing');

  await open('nothing.csv');
  await page.getByText('Nothing can be imported: every record has errors.').waitFor();
  expect(await page.getByRole('button', { name: /^(Import|Finish)/ }).count()).toBe(0);

  await open('refused.csv');
  await page.getByRole('button', { name: 'Do not import' }).click();
  await page.getByText('The import was cancelled', { exact: true }).waitFor();
  await page.getByText('No record was imported. You can import the file again.').waitFor();
  await inspectScreen(page, 'outcome-refused');
});

it("another tenant's import, its records and its files are reached by no link", async () => {
  await using other = await openPage();
  await prepareUsers(other);
  const { id } = await importUsers(other, 'secret.csv', CHANGED, { purpose: 'import' });
  await using test = await openPage({ path: `/imports/${id}`, expects: [/status of 404/] });
  await test.page.getByText('Not found').waitFor();
  expect(await test.page.content()).not.toMatch(/secret\.csv|mara\.okafor/);
  for (const path of ['', '/records', '/records/1', '/issues', '/files/results', '/files/failed-records'])
    expect((await test.call('GET', `/imports/${id}${path}`)).status, path).toBe(404);
  for (const command of ['confirm', 'cancel', 'resume'])
    expect((await test.call('POST', `/imports/${id}/${command}`)).status, command).toBe(404);
});
