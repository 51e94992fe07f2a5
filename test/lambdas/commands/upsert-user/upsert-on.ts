import { createUpsertUser } from '../../../../lambdas/commands/upsert-user/upsert-user.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import type { TenantSettings } from '../../../../lambdas/contracts/tenant-settings.ts';
import { type UpsertRequest, UpsertRequestSchema } from '../../../../lambdas/contracts/upsert-user.ts';
import { RUNTIME } from '../../support/memory-ports.ts';
import type { Interruption, MemoryTables } from '../../support/memory-tables.ts';

/** A tenant with the program `p`, in which everybody has a code, and a link made of it. */
export const SETTINGS: TenantSettings = {
  ...NO_SETTINGS,
  programs: [{ id: 'p', shareLink: 'https://share.example/{code}' }],
};

/** The real handler on tables in memory. */
export function upsertOn(
  tables: MemoryTables,
  settings: TenantSettings = SETTINGS,
  interrupt: Interruption = async () => undefined,
) {
  const upsert = createUpsertUser({
    tenants: { read: async () => settings },
    users: tables.userStore(interrupt),
    claims: tables.claimStore(interrupt),
  });
  return (user: unknown, options: Partial<UpsertRequest['options']> = {}) =>
    upsert(UpsertRequestSchema.parse({ tenant: 'acme', user, options }), RUNTIME);
}
