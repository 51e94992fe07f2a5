import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PERMISSIONS_OF_ROLE,
  PERMISSIONS_OF_TYPES,
  PermissionSchema,
  TenantRoleSchema,
} from '../../../../lambdas/contracts/permissions.ts';
import {
  covers,
  grantRights,
  permissionsOf,
  type Rights,
  type WantedRights,
} from '../../../../lambdas/core/access/rights.ts';
import { exceeds } from './exceeds.ts';

const role = fc.constantFrom(...TenantRoleSchema.options);
const importTypes = fc.subarray(['participants', 'workspace-users', 'user-feed']);
const validUntil = fc.integer({ min: 0, max: 5 }).map((day) => `2026-12-0${day + 1}T00:00:00.000Z`);
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });

const wanted: fc.Arbitrary<WantedRights> = fc.record({
  role: maybe(role),
  permissions: maybe(fc.subarray([...PermissionSchema.options])),
  importTypes: maybe(importTypes),
  validUntil: maybe(validUntil),
});
/** As they are stored: perhaps from before permissions depended on import types. */
const stored: fc.Arbitrary<Rights> = role.chain((one) =>
  fc.record({
    role: fc.constant(one),
    permissions: fc.subarray([...PERMISSIONS_OF_ROLE[one]]),
    importTypes: maybe(importTypes),
    validUntil: maybe(validUntil),
  }),
);
const rights = stored.map((some): Rights => ({ ...some, permissions: permissionsOf(some) }));

describe('the rights of a new bearer', () => {
  it('never exceed those of its creator, nor its role, nor what such a bearer may have', () => {
    fc.assert(
      fc.property(rights, wanted, fc.subarray([...PermissionSchema.options]), (own, asked, grantable) => {
        const granted = grantRights(own, asked, grantable);
        if (!granted.ok) return;
        expect(exceeds(granted.rights, own)).toBe(false);
        const possible = new Set<string>(PERMISSIONS_OF_ROLE[granted.rights.role]);
        expect(new Set<string>(granted.rights.permissions).isSubsetOf(possible)).toBe(true);
        expect(new Set<string>(granted.rights.permissions).isSubsetOf(new Set<string>(grantable))).toBe(true);
        if (granted.rights.importTypes !== undefined)
          expect(PERMISSIONS_OF_TYPES).toEqual(expect.arrayContaining([...granted.rights.permissions]));
      }),
    );
  });

  it('are those that were asked for, if they exceed nothing', () => {
    fc.assert(
      fc.property(rights, rights, (own, asked) => {
        const granted = grantRights(own, asked);
        const importTypes = asked.importTypes ?? own.importTypes;
        const { permissions } = asked;
        if (exceeds(asked, own) || permissionsOf({ permissions, importTypes }).length < permissions.length)
          return;
        expect(granted).toEqual({
          ok: true,
          rights: {
            ...asked,
            importTypes,
            validUntil: asked.validUntil ?? own.validUntil,
          },
        });
      }),
    );
  });

  it('are covered by rights that they do not exceed, and by no others', () => {
    fc.assert(
      fc.property(rights, stored, (own, other) => {
        const inEffect = { ...other, permissions: permissionsOf(other) };
        expect(covers(own, other)).toBe(!exceeds(inEffect, own));
      }),
    );
  });
});
