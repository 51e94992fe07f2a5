import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { registerTenant } from '../../../../lambdas/commands/register-tenant.ts';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import type { TenantSettings } from '../../../../lambdas/contracts/tenant-settings.ts';
import { RollcallError } from '../../../../lambdas/runtime/errors.ts';
import { createInspectFile, type InspectFilePorts } from '../../../../lambdas/tasks/inspect-file/handler.ts';
import { IMPORT_ID, importItem, NOW } from '../../support/import-item.ts';
import { ANY_TENANT, memoryAccess } from '../../support/memory-access.ts';
import { memoryImports, RUNTIME } from '../../support/memory-ports.ts';

const apiKeys = [{ name: 'ci', sha256: 'a'.repeat(64), createdAt: NOW.toISOString() }];
const settingsOf = (settings: Partial<TenantSettings>): TenantSettings => ({
  ...NO_SETTINGS,
  apiKeys,
  ...settings,
});

function inspecting(
  fields: Partial<Import>,
  read: (tenant: string) => Promise<TenantSettings> = async () => settingsOf({}),
  file = 'accountId,id\nacme,ann\n',
  registry: InspectFilePorts['registry'] = ANY_TENANT.registry,
) {
  const imports = memoryImports(importItem({ status: 'QUEUED', ...fields }));
  const inspect = createInspectFile({
    imports,
    tenants: { read },
    registry,
    objects: {
      head: async () => undefined,
      open: async () => Readable.from([Buffer.from(file)]),
    },
    maxFileBytes: 1000,
    now: () => NOW,
  });
  return { imports, run: () => inspect({ importId: IMPORT_ID }, RUNTIME) };
}

describe('InspectFile', () => {
  it('rejects the file of a tenant that is suspended, but continues an import that was resumed', async () => {
    const { registry } = memoryAccess();
    await registerTenant(
      registry,
      { name: importItem({}).tenant, createdBy: { kind: 'invocation', id: 'test' } },
      NOW,
    );
    const inspected = (attempt: number) => inspecting({ attempt }, undefined, undefined, registry);
    const first = inspected(1);
    await first.run();
    expect(first.imports.item?.importType).toBe('participants');
    await registry.change(importItem({}).tenant, { status: 'suspended' }, NOW);
    const { imports, run } = inspected(1);
    await expect(run()).rejects.toMatchObject({ name: 'FileRejected' });
    expect(imports.item?.reason).toMatchObject({ code: 'TENANT_SUSPENDED' });
    const second = inspected(2);
    await second.run();
    expect(second.imports.item?.reason).toBeUndefined();
  });

  it("takes the tenant's settings along on the import, without its API keys", async () => {
    const asked: string[] = [];
    const { imports, run } = inspecting({}, async (tenant) => {
      asked.push(tenant);
      return settingsOf({ groups: ['Sales'] });
    });
    await run();
    const { apiKeys: _, ...expected } = settingsOf({ groups: ['Sales'] });
    expect(imports.item?.settings).toEqual(expected);
    expect(asked).toEqual(['acme']);
  });

  it('keeps those of the first attempt, whatever the tenant changed since', async () => {
    const { apiKeys: _, ...first } = settingsOf({ groups: ['Sales'] });
    const { imports, run } = inspecting({ settings: first, attempt: 2 }, async () =>
      settingsOf({ groups: ['Support'] }),
    );
    await run();
    expect(imports.item?.settings).toEqual(first);
  });

  it('stores them before it rejects a file, because they name the recipients', async () => {
    const { imports, run } = inspecting({ metadataProblem: 'rollcall-mode: no such mode' }, async () =>
      settingsOf({ notify: ['ops@acme.example'] }),
    );
    await expect(run()).rejects.toMatchObject({ name: 'FileRejected' });
    expect(imports.item).toMatchObject({
      settings: { notify: ['ops@acme.example'] },
      reason: { code: 'BAD_METADATA' },
    });
  });

  it('takes settings that cannot be read for a failure of the system, not of the file', async () => {
    const { imports, run } = inspecting({}, async () => {
      throw new RollcallError('ConfigurationError', 'the stored settings of tenant acme are malformed');
    });
    await expect(run()).rejects.toMatchObject({ name: 'ConfigurationError' });
    expect(imports.item?.reason).toBeUndefined();
  });

  it.each([
    ['exact names', 'accountId,id,firstName'],
    ['similar names', 'Account ID,User ID,First Name'],
  ])(
    'says that a title above a header with %s must be deleted, and does not advise to map it',
    async (_, header) => {
      const file = `Members as of 2026-11-01\n\n${header}\nacme,ann,Ann\n`;
      const { imports, run } = inspecting({ importType: 'participants' }, undefined, file);
      await expect(run()).rejects.toMatchObject({ name: 'FileRejected' });
      const message = imports.item?.reason?.message;
      expect(message).toMatch(/\nThe row with the names seems to be row 2 .* Delete everything above it/);
      expect(message).not.toContain('--map');
    },
  );
});
