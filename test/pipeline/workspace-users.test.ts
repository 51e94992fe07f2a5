import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { followImport } from '../../cli/imports/follow-import.ts';
import { cancelImport, confirmImport } from '../support/commands.ts';
import { readMail } from '../support/read-mail.ts';
import {
  awaitImportId,
  gather,
  importFile,
  type JoinedCloud,
  joinSharedCloud,
  newTenant,
  putFile,
  readFileOf,
} from '../support/test-cloud.ts';

/** Columns that results.csv has for every type. */
const OWN_COLUMNS = ['recordNumber', 'outcome'];
/** The columns of the files that these tests send, which are also those that are reported. */
const HEADER = 'Current Status,Display Name,Primary Email,Role,Groups,Source Username(s)';

describe('a file of workspace users', () => {
  let test: JoinedCloud;
  beforeAll(async () => {
    test = await joinSharedCloud();
  });

  /** A tenant with the groups and sources of the example. */
  const newWorkspace = async (more: object = {}): Promise<string> => {
    const tenant = newTenant();
    const example = JSON.parse(await readFile('examples/workspace-users-settings.json', 'utf8'));
    const edits = [{ edit: 'replace', settings: { ...example, ...more } }];
    expect(await test.cloud.invoke('EditTenant', { tenant, edits })).toMatchObject({ accepted: true });
    return tenant;
  };
  const ask = async (tenant: string, content: Buffer | string) => {
    const requestId = await putFile(test, content, { tenant });
    const importId = await awaitImportId(test, tenant, requestId);
    return followImport(test.clients, importId, () => undefined, true);
  };
  const confirm = async (importId: string) => {
    await confirmImport(test, importId);
    await followImport(test.clients, importId, () => undefined);
    return gather(test, importId);
  };

  it('is evaluated first, and imported when its sender confirms it', async () => {
    const tenant = await newWorkspace();
    const asked = await ask(tenant, await readFile('examples/workspace-users.csv'));
    expect(asked).toMatchObject({ status: 'AWAITING_CONFIRMATION', importType: 'workspace-users' });
    expect((await gather(test, asked.importId)).users).toEqual([]);
    const { item, results, users } = await confirm(asked.importId);
    expect(item.counts).toEqual(asked.counts);
    expect(item.counts?.created).toBe(users.length);
    expect(Object.keys(results[0] ?? {})).toEqual([...OWN_COLUMNS, ...HEADER.split(',')]);
  });

  it('adds groups and identifiers to those of an existing user', async () => {
    const tenant = await newWorkspace();
    const first = await ask(tenant, `${HEADER}\nActive,Ann,ann@example.com,User,Sales,slack:ann\n`);
    await confirm(first.importId);
    const second = await ask(tenant, `${HEADER}\n,,ANN@example.com,Admin,Support,"teams:ann-b, slack:ann"\n`);
    expect(second.counts).toMatchObject({ updated: 1 });
    const { users } = await confirm(second.importId);
    expect(users).toMatchObject([
      {
        'Display Name': 'Ann',
        Role: 'Admin',
        Groups: ['Sales', 'Support'],
        'Source Username(s)': ['slack:ann', 'teams:ann-b'],
      },
    ]);
  });

  it('is rejected as a whole, before anything is written, if a source is not enabled', async () => {
    const tenant = await newWorkspace();
    const rows = ['Active,Ann,ann@example.com,User,,slack:ann', 'Active,Bob,bob@example.com,User,,irc:bob'];
    const content = `${HEADER}\n${rows.join('\n')}\n`;
    for (const purpose of ['confirm', 'import']) {
      const { item, users, errors, mails } = await importFile(test, content, {
        tenant,
        metadata: { purpose },
      });
      expect(item).toMatchObject({ status: 'REJECTED', reason: { code: 'RECORD_REJECTS_FILE' } });
      expect(item.reason?.message).toMatch(/^Record 2 \(line 3\): .*irc.*Nothing was imported\.$/);
      expect(users).toEqual([]);
      expect(errors).toMatchObject([{ recordNumber: '2' }]);
      // The whole file must be uploaded again, not only its failed records.
      expect(readMail(mails.at(-1) as Buffer).text).toContain('to fix in the file');
    }
  });

  it('is rejected if it has more records than the tenant may import', async () => {
    const tenant = await newWorkspace({ limits: { workspaceUsersRecords: 2 } });
    const rows = ['ann', 'bob', 'cy'].map((name) => `Active,${name},${name}@example.com,User,,`);
    const { item } = await importFile(test, `${HEADER}\n${rows.join('\n')}\n`, { tenant });
    expect(item).toMatchObject({ status: 'REJECTED', reason: { code: 'TOO_MANY_RECORDS' } });
  });

  it('lists the old and new values of each change in its preview', async () => {
    const tenant = await newWorkspace();
    const first = await ask(tenant, `${HEADER}\nActive,Ann,ann@example.com,User,Sales,\n`);
    await confirm(first.importId);
    const second = await ask(tenant, `${HEADER}\nArchived,Ann,ann@example.com,User,Support,\n`);
    const preview = await readFileOf(test, second.files?.preview);
    expect(preview?.toString()).toContain('Current Status: ""Active"" → ""Archived""');
    await cancelImport(test, second.importId);
    await followImport(test.clients, second.importId, () => undefined);
  });
});
