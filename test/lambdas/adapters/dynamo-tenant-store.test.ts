import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoImportStore } from '../../../lambdas/adapters/dynamo-import-store.ts';
import { createDynamoTenantStore, type TenantStore } from '../../../lambdas/adapters/dynamo-tenant-store.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import { TenantSettingsSchema } from '../../../lambdas/contracts/tenant-settings.ts';
import { IMPORT_ID, importItem, NOW } from '../support/import-item.ts';
import { startImportsTable } from '../support/start-table.ts';

const SETTINGS = TenantSettingsSchema.parse({
  programs: [{ id: 'referrals', shareLink: 'https://acme.example/?ref={code}' }],
  groups: ['Sales', 'Vertrieb Süd'],
  limits: { syncRecords: 5 },
  apiKeys: [{ name: 'ci', sha256: '0'.repeat(64), createdAt: NOW.toISOString() }],
});

describe('the stored settings of a tenant', () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  let tenants: TenantStore;
  beforeAll(async () => {
    table = await startImportsTable();
    tenants = createDynamoTenantStore(table.table, () => NOW, table.client);
  });
  afterAll(() => table.close());

  it('are the defaults with version 0 for a tenant without settings', async () => {
    expect(await tenants.read('unknown')).toEqual(NO_SETTINGS);
    expect(await tenants.readVersion('unknown')).toBe(0);
  });

  it('are read as they were written, for this tenant only', async () => {
    expect(await tenants.write('acme', SETTINGS, 0)).toBe(true);
    expect(await tenants.read('acme')).toEqual(SETTINGS);
    expect(await tenants.readVersion('acme')).toBe(1);
    expect(await tenants.read('acme-2')).toEqual(NO_SETTINGS);
  });

  it('are replaced only if they have the expected version', async () => {
    expect(await tenants.write('versions', SETTINGS, 0)).toBe(true);
    expect(await tenants.write('versions', NO_SETTINGS, 0)).toBe(false);
    expect(await tenants.write('versions', NO_SETTINGS, 2)).toBe(false);
    expect(await tenants.read('versions')).toEqual(SETTINGS);
    expect(await tenants.write('versions', NO_SETTINGS, 1)).toBe(true);
    expect([await tenants.read('versions'), await tenants.readVersion('versions')]).toEqual([NO_SETTINGS, 2]);
  });

  it('are not created by a write that expects an existing version', async () => {
    expect(await tenants.write('vanished', SETTINGS, 1)).toBe(false);
    expect(await tenants.readVersion('vanished')).toBe(0);
  });

  it("are not listed among the tenant's imports", async () => {
    await tenants.write('listed', SETTINGS, 0);
    const Key = { importId: 'tenant-settings#listed', item: 'settings' };
    const { Item } = await table.documents.send(new GetCommand({ TableName: table.table, Key }));
    expect(Item).toMatchObject({ version: 1, updatedAt: NOW.toISOString() });
    expect(Item).not.toHaveProperty('tenant');
  });

  it('cause an error with the tenant and the paths, and without values, if they are invalid', async () => {
    const stored = { groups: ['Sales', 'a,b'], notify: ['not an address'] };
    const Item = { importId: 'tenant-settings#broken', item: 'settings', version: 3, settings: stored };
    await table.documents.send(new PutCommand({ TableName: table.table, Item }));
    await expect(tenants.read('broken')).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: 'the stored settings of tenant broken are malformed in groups.1, notify.0; set them again',
    });
    expect(await tenants.write('broken', SETTINGS, await tenants.readVersion('broken'))).toBe(true);
    expect(await tenants.read('broken')).toEqual(SETTINGS);
  });
});

describe('the settings stored in an import', () => {
  it('are the first ones written, also after the import is resumed', async () => {
    const table = await startImportsTable();
    try {
      const imports = createDynamoImportStore(table.table, () => NOW, table.client);
      const { apiKeys: _, ...first } = SETTINGS;
      await expect(imports.keepSettings(IMPORT_ID, first)).rejects.toThrow();
      await imports.create(importItem({ status: 'ABORTED' }));
      expect(await imports.keepSettings(IMPORT_ID, first)).toEqual(first);
      expect(await imports.keepSettings(IMPORT_ID, { ...first, groups: ['Other'] })).toEqual(first);
      const item = await imports.read(IMPORT_ID);
      const { executionArn, options } = item;
      const next = { attempt: 2, arrival: 'later', executionArn, options };
      expect(await imports.restart(IMPORT_ID, item, next)).toBe(true);
      expect(await imports.read(IMPORT_ID)).toMatchObject({ status: 'QUEUED', settings: first });
    } finally {
      await table.close();
    }
  });
});
