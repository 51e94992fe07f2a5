import type { TenantStore } from '../adapters/dynamo-tenant-store.ts';
import type { TenantSettings } from '../contracts/tenant-settings.ts';
import { changedSettings } from '../core/tenant-settings/changed-settings.ts';
import { mergeSettings, type SettingsProblem } from '../core/tenant-settings/merge-settings.ts';

export interface SettingsPatch {
  readonly tenant: string;
  /** JSON Merge Patch. */
  readonly patch: Readonly<Record<string, unknown>>;
  /** Whether the settings may be patched in this version. */
  readonly isExpected: (version: number) => boolean;
}

export type PatchedSettings =
  | {
      readonly ok: true;
      readonly settings: TenantSettings;
      readonly version: number;
      /** Names of the settings that changed. */
      readonly changed: readonly string[];
    }
  | { readonly ok: false; readonly code: 'Changed' }
  | { readonly ok: false; readonly code: 'Invalid'; readonly problems: readonly SettingsProblem[] };

/** Changes the settings of a tenant, if they still have the version that the caller has read. */
export async function patchSettings(
  tenants: TenantStore,
  { tenant, patch, isExpected }: SettingsPatch,
): Promise<PatchedSettings> {
  // The version before the settings: if they change in between, nothing is written.
  const version = await tenants.readVersion(tenant);
  if (!isExpected(version)) return { ok: false, code: 'Changed' };
  const before = await tenants.read(tenant);
  const merged = mergeSettings(before, patch);
  if (!merged.ok) return { ok: false, code: 'Invalid', problems: merged.problems };
  const { settings } = merged;
  if (JSON.stringify(settings) === JSON.stringify(before))
    return { ok: true, settings, version, changed: [] };
  const isWritten = await tenants.write(tenant, settings, version);
  if (!isWritten) return { ok: false, code: 'Changed' };
  return { ok: true, settings, version: version + 1, changed: changedSettings(before, settings) };
}
