import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import type { TenantSettings } from '../../../lambdas/contracts/tenant-settings.ts';

export const GROUP = 'c0ffee00-0000-4000-8000-000000000001';
export const OTHER_GROUP = 'c0ffee00-0000-4000-8000-000000000002';
export const PHONE = 'c0ffee00-0000-4000-8000-0000000000f1';
export const CITY = 'c0ffee00-0000-4000-8000-0000000000f2';

/** A tenant with two groups and two profile fields. */
export const NETWORK: TenantSettings = {
  ...NO_SETTINGS,
  memberGroups: [{ id: GROUP, name: 'Hikers' }, { id: OTHER_GROUP }],
  profileFields: [
    { id: PHONE, name: 'Phone' },
    { id: CITY, name: 'Home town' },
  ],
};

/** Regular members of the first group, without further columns. */
export const REGULAR_MEMBERS = { group: GROUP, roleId: 2, blocked: false, selectedFields: [] };
