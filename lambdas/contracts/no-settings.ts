import type { TenantSettings } from './tenant-settings.ts';

/** The settings of a tenant that has none: what TenantSettingsSchema makes of `{}`. The check worker needs them without the schema. */
export const NO_SETTINGS: TenantSettings = {
  programs: [],
  groups: [],
  sources: [],
  memberGroups: [],
  profileFields: [],
  attributes: [],
  limits: {
    workspaceUsersRecords: 2000,
    syncRecords: 100,
    feedPairHours: 24,
    confirmationHours: 72,
    mailsPerDay: 200,
    openImports: 1000,
  },
  notify: [],
  notifyDomains: [],
  fullResults: false,
  rememberColumns: false,
  reviewRequired: false,
  allowedHosts: [],
  columns: [],
  allowInKeys: [],
  apiKeys: [],
};
