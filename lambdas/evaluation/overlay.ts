import type { ClaimItem, ClaimStore } from '../adapters/dynamo-claim-store.ts';
import type { PreviewStore } from '../adapters/dynamo-preview-store.ts';
import type { UserStore, UserWrite } from '../adapters/dynamo-user-store.ts';
import { sortablePosition } from '../core/apply/claim.ts';
import type { StoredUser } from '../core/user/stored-user.ts';
import type { User } from '../core/user/user.ts';
import { referenceKeyOf } from '../core/user/user-key.ts';
import { createOverlayCells, type OverlayStep } from './overlay-cells.ts';
import { packUser, unpackUser } from './pack-user.ts';
import { writtenUser } from './written-user.ts';

/** The tables as one step of an evaluation sees them. */
export interface Overlay {
  readonly users: UserStore;
  readonly claims: ClaimStore;
  /** Leaves behind what later steps need to see, when the step is over. */
  readonly settle: (isNeeded: (userKey: string, user: User) => boolean) => Promise<void>;
}

export interface OverlayPorts {
  readonly users: Pick<UserStore, 'read' | 'known'>;
  readonly claims: Pick<ClaimStore, 'read'>;
  /** Absent where one step is all there is. */
  readonly previews?: PreviewStore;
}

interface OverlayClaim extends ClaimItem {
  readonly since?: string;
}

const CLAIM = '@claim-of/';

/**
 * Writes stay in memory and are left in the previews when the step settles. A step that runs again sees the tables as
 * they were before its first run, not what that left: so it comes to the same, whatever died in between.
 */
export function openOverlay(ports: OverlayPorts, step: OverlayStep): Overlay {
  const users = createOverlayCells<StoredUser>({
    step,
    previews: ports.previews,
    readTable: async (keys) => {
      // Marks are about writes; what an earlier import's write says must not make this step believe that it comes late.
      const read = await ports.users.read(keys);
      return new Map([...read].map(([key, { user }]) => [key, { user, version: 0, mark: undefined }]));
    },
    pack: ({ user }) => packUser(user),
    unpack: (value) => ({ user: unpackUser(value), version: 0, mark: undefined }),
  });
  const claims = createOverlayCells<OverlayClaim>({
    step,
    previews: ports.previews,
    readTable: async (keys) => ports.claims.read(keys.map((key) => key.slice(CLAIM.length))).then(prefixed),
    pack: (claim) => claim,
    unpack: (value) => value as OverlayClaim,
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
      const read = await claims.read(keys.map((key) => CLAIM + key));
      return new Map([...read].map(([key, claim]) => [key.slice(CLAIM.length), claim]));
    },
    acquire: async (key, userKey, seen, moment) => {
      const { owner, released } = (await claims.read([CLAIM + key])).get(CLAIM + key) ?? {};
      if (owner !== userKey && owner !== seen.owner) return false;
      claims.write(CLAIM + key, { owner: userKey, since: sortablePosition(moment), released });
      return true;
    },
    release: async (key, released) => {
      const { owner } = (await claims.read([CLAIM + key])).get(CLAIM + key) ?? {};
      if (owner === released.by) claims.write(CLAIM + key, { owner: undefined, released });
    },
  };

  return {
    users: userStore,
    claims: claimStore,
    settle: async (isNeeded) => {
      await users.leave((key, { user }) => isNeeded(key, user));
      await claims.leave(() => true);
      await references.leave(() => true);
    },
  };
}

function prefixed(read: ReadonlyMap<string, ClaimItem>): ReadonlyMap<string, OverlayClaim> {
  return new Map([...read].map(([key, claim]) => [CLAIM + key, claim]));
}
