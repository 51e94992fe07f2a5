import type { TenantSettings } from '../../contracts/tenant-settings.ts';

/** Names of the settings that differ, such as `notify` or `limits.openImports`. Never their values. */
export function changedSettings(before: TenantSettings, after: TenantSettings): readonly string[] {
  return [
    ...differing(before, after, '').filter((name) => name !== 'limits'),
    ...differing(before.limits, after.limits, 'limits.'),
  ];
}

function differing(before: object, after: object, prefix: string): readonly string[] {
  const [old, now] = [before, after].map((one) => new Map<string, unknown>(Object.entries(one)));
  return Object.keys({ ...before, ...after })
    .filter((name) => JSON.stringify(old?.get(name)) !== JSON.stringify(now?.get(name)))
    .map((name) => `${prefix}${name}`);
}
