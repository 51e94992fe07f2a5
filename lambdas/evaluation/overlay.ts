import type { ClaimItem, ClaimStore } from '../adapters/dynamo-claim-store.ts';
import type { PreviewStore } from '../adapters/dynamo-preview-store.ts';
import type { UserStore, UserWrite } from '../adapters/dynamo-user-store.ts';
import { positionOf, sortablePosition } from '../core/apply/claim.ts';
import type { StoredUser } from '../core/user/stored-user.ts';
import type { User } from '../core/user/user.ts';
import { referenceKeyOf } from '../core/user/user-key.ts';
import { createOverlayCells, type OverlayStep } from './overlay-cells.ts';
import { packUser, unpackUser } from './pack-user.ts';
import { writtenUser } from './written-user.ts';

/** The tables as one step of an evaluation reads and writes them. */
export interface Overlay {
  readonly users: UserStore;
  readonly claims: ClaimStore;
  /** At the end of the step: stores the values that later steps need. */
  readonly persist: (isNeeded: (userKey: string, user: User) => boolean) => Promise<void>;
}

export interface OverlayPorts {
  readonly users: Pick<UserStore, 'read' | 'known'>;
  readonly claims: Pick<ClaimStore, 'read'>;
  /** Absent when the evaluation has only one step. */
  readonly previews?: PreviewStore;
}

const CLAIM = '@claim-of/';

/** Where the overlay keeps a claim. */
export const claimCell = (claimKey: string): string => `${CLAIM}${claimKey}`;

/** The mark of an earlier import must not make a step stop as overtaken. */
const UNMARKED = { version: 0, mark: undefined } as const;

/**
 * Writes stay in memory until `persist` stores them as previews. A step that runs again reads the tables as they were
 * before its first run, not what that run stored: it has the same result, whichever run was interrupted.
 */
export function openOverlay(ports: OverlayPorts, step: OverlayStep): Overlay {
  const users = createOverlayCells<StoredUser>({
    step,
    previews: ports.previews,
    readTable: async (keys) => {
      const read = await ports.users.read(keys);
      return new Map([...read].map(([key, { user, others }]) => [key, { ...UNMARKED, user, others }]));
    },
    pack: (stored) => packUser(stored, step.importId),
    unpack: (value) => unpackUser(value, step.importId),
  });
  const claims = createOverlayCells<ClaimItem>({
    step,
    previews: ports.previews,
    readTable: async (keys) => ports.claims.read(keys.map((key) => key.slice(CLAIM.length))).then(prefixed),
    pack: (claim) => claim,
    unpack: (value) => value as ClaimItem,
  });
  const references = createOverlayCells<true>({
    step,
    previews: ports.previews,
    readTable: async () => new Map(),
    pack: () => true,
    unpack: () => true,
  });

  const userStore: UserStore = {
    read: (keys) => users.read(keys),
    write: async (write: UserWrite) => {
      const now = (await users.read([write.userKey])).get(write.userKey);
      const next = writtenUser(now, write);
      if (next !== undefined) users.write(write.userKey, next);
      return next !== undefined;
    },
    known: async (tenant, values) => {
      const inTable = await ports.users.known(tenant, values);
      const rest = [...values.difference(inTable)];
      const here = await references.read(rest.map((value) => referenceKeyOf(tenant, value)));
      return inTable.union(new Set(rest.filter((value) => here.has(referenceKeyOf(tenant, value)))));
    },
    remember: async (tenant, value) => references.write(referenceKeyOf(tenant, value), true),
  };

  const claimStore: ClaimStore = {
    read: async (keys) => {
      const read = await claims.read(keys.map(claimCell));
      return new Map([...read].map(([key, claim]) => [key.slice(CLAIM.length), claim]));
    },
    acquire: async (key, userKey, expected, position) => {
      const { owner, released } = (await claims.read([CLAIM + key])).get(CLAIM + key) ?? {};
      if (owner !== userKey && owner !== expected.owner) return false;
      claims.write(CLAIM + key, { owner: userKey, since: sortablePosition(position), released });
      return true;
    },
    release: async (key, released) => {
      const { owner, since } = (await claims.read([CLAIM + key])).get(CLAIM + key) ?? {};
      if (owner !== released.by) return;
      claims.write(CLAIM + key, { owner: undefined, released: { ...released, since: positionOf(since) } });
    },
  };

  return {
    users: userStore,
    claims: claimStore,
    persist: async (isNeeded) => {
      await users.persist((key, { user }) => isNeeded(key, user));
      await claims.persist(() => true);
      await references.persist(() => true);
    },
  };
}

function prefixed(read: ReadonlyMap<string, ClaimItem>): ReadonlyMap<string, ClaimItem> {
  return new Map([...read].map(([key, claim]) => [CLAIM + key, claim]));
}
