import type { UserOf } from '../../adapters/dynamo-user-eraser.ts';
import type { Erasure } from '../../contracts/erasure.ts';
import type { ImportType } from '../../core/import-type/import-type.ts';
import { isPlaceholder } from '../../core/user/stored-user.ts';
import { referenceKeyOf } from '../../core/user/user-key.ts';
import { findDefinition } from '../../import-types/registry.ts';
import { RollcallError } from '../../runtime/errors.ts';
import { eraseLeftovers, eraseUser, type Leftovers } from './erase-user.ts';
import type { ErasurePorts } from './erasure-ports.ts';
import type { Phase } from './phase.ts';
import { isScanned, scanAll } from './scan-all.ts';

/** Erases the user once more: the request that asked for it may have died. */
export const eraseUserOf: Phase = async ({ erasure }, ports) => {
  const { user, type } = await targetOf(erasure, ports);
  const { existed, createdAgain } = await eraseUser(user, type, ports);
  return { done: true, counts: { users: existed ? 1 : 0 }, createdAgain };
};

/** Deletes all users of the tenant, with their claims and references: every item whose key begins with the tenant. */
export const eraseUsersOfTenant: Phase = async ({ erasure, hasTime }, { sweepUsers }) => {
  const { tenant, cursor } = erasure;
  let items = 0;
  const next = await scanAll(sweepUsers, { attributes: ['userKey'], cursor, hasTime }, async (page) => {
    const keys = page.flatMap(({ userKey }) =>
      typeof userKey === 'string' && userKey.startsWith(`${tenant}/`) ? [{ userKey }] : [],
    );
    await sweepUsers.delete(keys);
    items += keys.length;
  });
  return { done: isScanned(next), cursor: next, counts: { 'items of users': items } };
};

/**
 * Finds what names the user as owner, or as who released a claim, and deletes it; at the end, the placeholder. No key leads
 * to these items: the user no longer has the values.
 */
export const eraseLeftoversOfUser: Phase = async ({ erasure, hasTime }, ports) => {
  const { user, type } = await targetOf(erasure, ports);
  const attributes = ['userKey', '_owner', '_released'];
  const found: string[] = [];
  const next = await scanAll(
    ports.sweepUsers,
    { attributes, cursor: erasure.cursor, hasTime },
    async (page) => {
      found.push(...page.flatMap((item) => (isAbout(item, user.userKey) ? [String(item.userKey)] : [])));
    },
  );
  const leftovers = sorted(user, found);
  const isLive = found.length > 0 && (await eraseLeftovers(user, type, leftovers, ports)).createdAgain;
  const done = isScanned(next);
  const createdAgain = isLive || (done && !(await deletePlaceholder(user, ports)));
  return { done, cursor: next, counts: { leftovers: isLive ? 0 : found.length }, createdAgain };
};

function sorted({ tenant }: UserOf, keys: readonly string[]): Leftovers {
  const prefix = referenceKeyOf(tenant, '');
  const [references = [], claims = []] = [true, false].map((wanted) =>
    keys.filter((key) => key.startsWith(prefix) === wanted),
  );
  return { claimKeys: new Set(claims), referenceKeys: new Set(references) };
}

function isAbout({ _owner, _released }: Readonly<Record<string, unknown>>, userKey: string): boolean {
  const by =
    typeof _released === 'object' && _released !== null && 'by' in _released ? _released.by : undefined;
  return _owner === userKey || by === userKey;
}

/** Writers that have read the placeholder read again and create the user. @returns false if the user exists again */
async function deletePlaceholder({ userKey }: UserOf, { users, eraser }: ErasurePorts): Promise<boolean> {
  const stored = (await users.read([userKey])).get(userKey);
  if (stored === undefined) return true;
  if (stored.version === undefined || !isPlaceholder(stored)) return false;
  return eraser.deletePlaceholder(userKey, stored.version);
}

/** @throws ContractViolation for the erasure of a tenant */
async function targetOf(
  { tenant, user }: Erasure,
  { tenants }: ErasurePorts,
): Promise<{ readonly user: UserOf; readonly type: ImportType }> {
  const definition = user && findDefinition(user.importType);
  if (user === undefined || definition === undefined)
    throw new RollcallError('ContractViolation', 'the erasure names no user of an import type');
  const { apiKeys: _, ...settings } = await tenants.read(tenant);
  return { user: { ...user, tenant }, type: definition.resolve({ settings, parameters: undefined }) };
}
