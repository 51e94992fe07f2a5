import type { TenantStore } from '../../adapters/dynamo-tenant-store.ts';
import type { TenantAnswer, TenantRequest } from '../../contracts/tenant-commands.ts';
import { NO_SETTINGS, type TenantSettings } from '../../contracts/tenant-settings.ts';
import { editSettings } from '../../core/tenant-settings/edit-settings.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';

export interface EditTenantPorts {
  readonly tenants: TenantStore;
}

/** Others edit the same tenant by hand: so many in one moment there are not. */
const MAX_ATTEMPTS = 5;

const CHANGED = {
  accepted: false,
  code: 'Changed',
  message: 'Another editor has changed the settings in the meantime: read them again.',
} as const;

/**
 * Edits a tenant's settings, or shows them. Between reading and writing somebody else may have written: the edits are
 * made again on what is there then, unless they were asked for one version.
 */
export function createEditTenant({ tenants }: EditTenantPorts) {
  return async (
    { tenant, edits, expectedVersion }: TenantRequest,
    { logger }: TaskRuntime,
  ): Promise<TenantAnswer> => {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      // The version before the settings: if they are changed in between, the version is too low and nothing is written.
      const version = await tenants.readVersion(tenant);
      if (expectedVersion !== undefined && expectedVersion !== version) return CHANGED;
      const before = isReplaced(edits) ? undefined : await tenants.read(tenant);
      const edited = editSettings(before ?? NO_SETTINGS, edits);
      if (!edited.ok) return { accepted: false, code: edited.code, message: edited.message };
      const { settings } = edited;
      if (before !== undefined && isSame(before, settings)) return { accepted: true, settings, version };
      if (await tenants.write(tenant, settings, version)) {
        logger.info('tenant settings changed', { tenant, version: version + 1, edits: edits.length });
        return { accepted: true, settings, version: version + 1 };
      }
    }
    return CHANGED;
  };
}

/** Then what was there does not matter: settings that cannot be read any more are mended this way. */
function isReplaced(edits: TenantRequest['edits']): boolean {
  return edits[0]?.edit === 'replace';
}

/** Both came out of the schema, which orders their parts. */
function isSame(one: TenantSettings, other: TenantSettings): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
