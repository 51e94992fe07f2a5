import type { TenantStore } from '../adapters/dynamo-tenant-store.ts';
import { NO_SETTINGS } from '../contracts/no-settings.ts';
import type { TenantAnswer, TenantRequest } from '../contracts/tenant-commands.ts';
import type { TenantSettings } from '../contracts/tenant-settings.ts';
import { editSettings } from '../core/tenant-settings/edit-settings.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';

export interface EditTenantPorts {
  readonly tenants: TenantStore;
}

/** People edit the same tenant by hand: conflicts are rare. */
const MAX_ATTEMPTS = 5;

const CHANGED = {
  accepted: false,
  code: 'Changed',
  message: 'Another editor has changed the settings in the meantime: read them again.',
} as const;

/**
 * Edits a tenant's settings, or shows them. If the settings were changed between read and write, the edits are applied
 * to the new settings, unless the request names a version.
 */
export function createEditTenant({ tenants }: EditTenantPorts) {
  return async (request: TenantRequest, runtime: TaskRuntime): Promise<TenantAnswer> => {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const answer = await tryToEdit(tenants, request, runtime);
      if (answer !== undefined) return answer;
    }
    return CHANGED;
  };
}

/** @returns undefined when the settings were changed between read and write */
async function tryToEdit(
  tenants: EditTenantPorts['tenants'],
  { tenant, edits, expectedVersion }: TenantRequest,
  { logger }: TaskRuntime,
): Promise<TenantAnswer | undefined> {
  // Read the version before the settings: if they change in between, the version is too low and nothing is written.
  const version = await tenants.readVersion(tenant);
  if (expectedVersion !== undefined && expectedVersion !== version) return CHANGED;
  const before = isReplaced(edits) ? undefined : await tenants.read(tenant);
  const edited = editSettings(before ?? NO_SETTINGS, edits);
  if (!edited.ok) return { accepted: false, code: edited.code, message: edited.message };
  const { settings } = edited;
  if (before !== undefined && isSame(before, settings)) return { accepted: true, settings, version };
  if (!(await tenants.write(tenant, settings, version))) return undefined;
  logger.info('tenant settings changed', { tenant, version: version + 1, edits: edits.length });
  return { accepted: true, settings, version: version + 1 };
}

/** Names of the settings that the edits are about, for the audit trail: never their values. */
export function editedSettings({ edits }: Pick<TenantRequest, 'edits'>): readonly string[] {
  const names = edits.map((edit) => {
    if (edit.edit === 'replace') return 'all settings';
    return edit.edit === 'limit' ? `limits.${edit.name}` : edit.list;
  });
  return [...new Set(names)];
}

/** The stored settings are not read then, so that malformed settings can be replaced. */
function isReplaced(edits: TenantRequest['edits']): boolean {
  return edits[0]?.edit === 'replace';
}

/** Both are parsed by the schema, which orders their keys. */
function isSame(one: TenantSettings, other: TenantSettings): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
