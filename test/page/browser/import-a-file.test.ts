import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { chooseOption } from '../support/choose-option.ts';
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

it('the sheet of a workbook with its header row is corrected and imported, and keeps its name', async () => {
  await using test = await openPage({ session: { importTypes: ['participants'] } });
  const { page } = test;
  const buffer = await readFile('test/fixtures/workbooks/libreoffice.xlsx');
  await page.getByLabel('Choose a file').setInputFiles({ name: 'people.xlsx', mimeType: '', buffer });
  await page.getByText('Excel · sheet “People” · names in row 3').waitFor();
  await page.getByRole('button', { name: 'Correct' }).click();
  await chooseOption(page, 'Sheet', 'Notes');
  await page.getByText('Excel · sheet “Notes” · names in row 1').waitFor();
  await chooseOption(page, 'Sheet', 'People');
  // Until then, the rows are those of the other sheet.
  await page.getByText('Excel · sheet “People” · names in row 3').waitFor();
  await chooseOption(page, 'Row with the names of the columns', '1');
  await page.getByText('Excel · sheet “People” · names in row 1').waitFor();
  await chooseOption(page, 'Row with the names of the columns', '3');
  await page.getByText('Excel · sheet “People” · names in row 3').waitFor();
  await page.getByRole('button', { name: 'Continue', disabled: false }).click();

  await page.getByRole('button', { name: /^1 × email must be/ }).click();
  await page.getByRole('gridcell', { name: 'bo(at)example.com' }).click();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('bo@example.com');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^1 × customFields.error/ }).click();
  await page.getByRole('gridcell', { name: '#N/A' }).click();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Continue with 2 records' }).click();
  await page.getByRole('heading', { name: 'people.xlsx.csv' }).waitFor();
  await page.getByRole('button', { name: 'Import: create 2 users' }).click();
  await page.getByRole('img', { name: 'Created: 2, Updated: 0, Unchanged: 0, Failed: 0' }).waitFor();
  // The button that had the focus is gone.
  await page.locator('h1:focus', { hasText: 'people.xlsx.csv' }).waitFor();
  await page.getByRole('button', { name: 'Open record 2' }).click();
  await page.getByRole('dialog').getByText('bo@example.com').first().waitFor();
  await page.getByRole('dialog').getByText('123456789012').first().waitFor();
});

const FEED = ['header', 'data'].map((half) => `user_feed_${half}_20180321110559.json`);

it('a user feed is imported with its header file, which is asked for when it is missing', async () => {
  await using test = await openPage({
    session: { importTypes: ['user-feed'] },
    async prepare({ call }) {
      const settings: unknown = JSON.parse(await readFile('examples/user-feed-settings.json', 'utf8'));
      const edit = { headers: { 'if-match': '*' }, body: { settings } };
      expect((await call('PATCH', '/tenant', edit)).status).toBe(200);
    },
  });
  const { page } = test;
  const [header = '', data = ''] = FEED;
  await page.getByLabel('Choose files').setInputFiles('examples/participants.csv');
  await page.getByText('The name of a file is not valid').waitFor();
  await page.getByLabel('Choose files').setInputFiles(`examples/${data}`);
  await page.getByText(`Choose ${header} as well.`).waitFor();
  await inspectScreen(page, 'import-pair-half');
  await page.getByLabel('Choose files').setInputFiles(`examples/${header}`);
  await page.getByRole('cell', { name: 'james.dean@yahoo.com' }).waitFor();
  await inspectScreen(page, 'import-pair');
  await page.getByRole('button', { name: 'Continue', disabled: false }).click();
  await page.getByRole('button', { name: 'Continue with 2 records' }).click();
  await page.getByRole('heading', { name: data }).waitFor();
  await page.getByRole('button', { name: 'Import: create 2 users' }).click();
  await page.getByRole('img', { name: 'Created: 2, Updated: 0, Unchanged: 0, Failed: 0' }).waitFor();
  expect((await test.call('GET', '/imports')).body.imports).toHaveLength(1);

  // An address that a stored user has is found by the review. The failed record is fixed without the files of the pair.
  await page.getByRole('link', { name: 'New import' }).click();
  const later = [
    { id: 'N1', email: 'ann@example.com', businessUnit: 'test' },
    { id: 'N2', email: 'james.dean@yahoo.com', businessUnit: 'test' },
  ];
  await page.getByLabel('Choose files').setInputFiles([
    {
      name: 'user_feed_header_20260102030405.json',
      mimeType: 'application/json',
      buffer: await readFile(`examples/${header}`),
    },
    {
      name: 'user_feed_data_20260102030405.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(later)),
    },
  ]);
  await page.getByRole('cell', { name: 'james.dean@yahoo.com' }).waitFor();
  await page.getByRole('button', { name: 'Continue', disabled: false }).click();
  await page.getByRole('button', { name: 'Continue with 2 records' }).click();
  await page.getByRole('row', { name: /N2/ }).getByText('belongs to another stored user').waitFor();
  await page.getByRole('button', { name: 'Import: create 1 user' }).click();
  await page.getByRole('button', { name: 'Fix the failed record' }).click();
  await page.getByRole('gridcell', { name: 'james.dean@yahoo.com', exact: true }).click();
  await page.getByText('The column rollcall:errors says why these records failed.').waitFor();
  await inspectScreen(page, 'fix-failed-pair');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('bob@example.com');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Continue with 1 record' }).click();
  await page.getByRole('button', { name: 'Import: create 1 user' }).click();
  await page.getByRole('img', { name: 'Created: 1, Updated: 0, Unchanged: 0, Failed: 0' }).waitFor();
  // The number of the first file.
  await page.getByRole('button', { name: 'Open record 2' }).waitFor();
});

it('members are imported into a group, and the failed record of such an import is fixed with its group', async () => {
  const id = (n: number) => `c0ffee00-0000-4000-8000-00000000000${n}`;
  await using test = await openPage({
    session: { role: 'tenant-admin', importTypes: ['group-members'] },
    async prepare({ call, client }) {
      const settings = {
        memberGroups: [{ id: id(1), name: 'Hikers' }, { id: id(2) }],
        profileFields: [{ id: id(3), name: 'Phone' }],
      };
      await call('PATCH', '/tenant', { headers: { 'if-match': '*' }, body: { settings } });
      const parameters = { group: id(1), roleId: 4, blocked: false, selectedFields: [] };
      const body = { importType: 'group-members', fileName: 'members.csv', options: { parameters } };
      const importId = await client.importFile(body, new Blob(['bob(at)example.com,Bob,Ray\n']));
      await client.followImport(importId, { pauseMs: () => 100 });
    },
  });
  const { page } = test;
  await page.getByRole('heading', { name: 'Into which group?' }).waitFor();
  expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
  await chooseOption(page, 'Group', 'Hikers');
  await chooseOption(page, 'Add a profile field', 'Phone');
  await page.getByText('first name, last name, and Phone.').waitFor();
  await inspectScreen(page, 'import-group');
  await page.getByRole('button', { name: 'Continue' }).click();
  const buffer = Buffer.from('ann@example.com;Ann;Lee;+49 30 1\n');
  await page.getByLabel('Choose a file').setInputFiles({ name: 'new.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('cell', { name: '+49 30 1' }).waitFor();
  await page.getByRole('button', { name: 'Continue', disabled: false }).click();
  // A file without problems is not called so after one was typed into it.
  await page.getByText('Everything fits').waitFor();
  await page.getByRole('gridcell', { name: 'ann@example.com' }).click();
  await page.keyboard.type('ann');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^1 × email must be/ }).waitFor();
  expect(await page.getByText('Everything fits').count()).toBe(0);
  await page.keyboard.press('Control+z');
  await page.getByText('Everything fits').waitFor();
  await page.getByRole('button', { name: 'Continue with 1 record' }).click();
  await page
    .getByText(`memberships.${id(1)}.`)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Import: create 1 user' }).click();
  await page.getByText('1 record is imported').waitFor();

  await page.getByRole('link', { name: 'All imports' }).click();
  await page.getByRole('link', { name: 'members.csv' }).click();
  await page.getByRole('button', { name: 'Fix the failed record' }).click();
  await page.getByRole('gridcell', { name: 'bob(at)example.com', exact: true }).click();
  await page.keyboard.type('bob@example.com');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Continue with 1 record' }).click();
  await page.getByRole('button', { name: 'Import: create 1 user' }).click();
  await page.getByText('1 record is imported').waitFor();
  const { body } = await test.call('GET', '/users/group-members');
  expect(JSON.stringify(body)).toContain('bob@example.com');
});
