import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoTenantStore, type TenantStore } from '../../../lambdas/adapters/dynamo-tenant-store.ts';
import { createEditTenant } from '../../../lambdas/commands/edit-tenant.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import { type TenantEdit, TenantRequestSchema } from '../../../lambdas/contracts/tenant-commands.ts';
import { NOW } from '../support/import-item.ts';
import { RUNTIME } from '../support/memory-ports.ts';
import { startImportsTable } from '../support/start-table.ts';

const addGroup = (entry: string): TenantEdit => ({ edit: 'add', list: 'groups', entry });

describe('EditTenant', () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  let tenants: TenantStore;
  let tenant = '';
  let count = 0;
  beforeAll(async () => {
    table = await startImportsTable();
    tenants = createDynamoTenantStore(table.table, () => NOW, table.client);
  });
  afterAll(() => table.close());

  const nextTenant = () => {
    count += 1;
    tenant = `tenant-${count}`;
  };
  const ask = (edits: readonly TenantEdit[] = [], expectedVersion?: number, store = tenants) =>
    createEditTenant({ tenants: store })(
      TenantRequestSchema.parse({ tenant, edits, expectedVersion }),
      RUNTIME,
    );

  it('shows the defaults of a tenant without settings, and writes nothing', async () => {
    nextTenant();
    expect(await ask()).toEqual({ accepted: true, settings: NO_SETTINGS, version: 0 });
    expect(await tenants.readVersion(tenant)).toBe(0);
  });

  it('applies edits, and writes no new version for an edit without effect', async () => {
    nextTenant();
    const edits = [addGroup('Sales'), addGroup('Support')];
    const answer = { accepted: true, settings: { ...NO_SETTINGS, groups: ['Sales', 'Support'] }, version: 1 };
    expect(await ask(edits)).toEqual(answer);
    expect(await ask(edits)).toEqual(answer);
    expect(await ask()).toEqual(answer);
  });

  it('applies none of several edits if one is refused', async () => {
    nextTenant();
    expect(await ask([addGroup('Sales'), { edit: 'remove', list: 'groups', key: 'Suport' }])).toEqual({
      accepted: false,
      code: 'NotFound',
      message: 'groups: there is no "Suport"; found "Sales"',
    });
    expect(await ask()).toMatchObject({ version: 0 });
  });

  it('loses no concurrent edit', async () => {
    nextTenant();
    const names = ['a', 'b', 'c'];
    const answers = await Promise.all(names.map((name) => ask([addGroup(name)])));
    expect(answers).toMatchObject(names.map(() => ({ accepted: true })));
    expect([...(await tenants.read(tenant)).groups].sort()).toEqual(names);
  });

  it('refuses an edit that was meant for another version', async () => {
    nextTenant();
    await ask([addGroup('Sales')]);
    expect(await ask([addGroup('Support')], 0)).toMatchObject({ accepted: false, code: 'Changed' });
    expect(await ask([addGroup('Support')], 1)).toMatchObject({ accepted: true, version: 2 });
  });

  it('fails after repeated concurrent changes', async () => {
    nextTenant();
    const busy: TenantStore = { ...tenants, write: async () => false };
    expect(await ask([addGroup('Sales')], undefined, busy)).toMatchObject({
      accepted: false,
      code: 'Changed',
    });
  });

  it('replaces invalid settings only by a `replace` edit', async () => {
    nextTenant();
    const Item = {
      importId: `tenant-settings#${tenant}`,
      item: 'settings',
      version: 7,
      settings: { groups: 1 },
    };
    await table.documents.send(new PutCommand({ TableName: table.table, Item }));
    await expect(ask([addGroup('Sales')])).rejects.toMatchObject({ name: 'ConfigurationError' });
    expect(await ask([{ edit: 'replace', settings: { groups: ['Sales'] } }])).toMatchObject({
      accepted: true,
      version: 8,
    });
    expect(await ask()).toMatchObject({ settings: { groups: ['Sales'] }, version: 8 });
  });
});
