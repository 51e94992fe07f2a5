import { CREATED_AT, ENDED_AT, type Examples, TENANT } from './values.ts';

const SETTINGS = {
  programs: [{ id: 'spring-2026', shareLink: 'https://share.example.com/{code}' }],
  groups: ['Sales', 'Support'],
  sources: [],
  memberGroups: [],
  profileFields: [],
  attributes: [],
  limits: {
    workspaceUsersRecords: 5000,
    syncRecords: 100,
    feedPairHours: 24,
    confirmationHours: 24,
    mailsPerDay: 100,
    openImports: 100,
  },
  columns: [{ importType: 'participants', column: 'First Name', field: 'firstName' }],
  allowInKeys: [],
};

const REGISTERED = {
  name: TENANT,
  status: 'active',
  requestsPerSecond: 50,
  createdAt: CREATED_AT,
  createdBy: { kind: 'operator', id: 'operator-17', issuer: 'https://login.example.com' },
  updatedAt: CREATED_AT,
};

const ERASURE = {
  id: 'ers_9d2f6b10c84e7a35f1026be8',
  kind: 'tenant',
  status: 'RUNNING',
  phase: 'imports',
  deleted: {},
  createdAt: CREATED_AT,
  updatedAt: CREATED_AT,
};
const REQUESTED = { body: { confirm: TENANT }, answer: ERASURE };

export const TENANT_EXAMPLES: Examples = {
  getFileSettings: { answer: SETTINGS },
  getTenant: { answer: tenantOf(3, ['Sales']) },
  patchTenant: {
    body: { settings: { groups: ['Sales', 'Support'], retentionDays: null } },
    answer: tenantOf(4, ['Sales', 'Support']),
  },
  createTenant: { body: { name: TENANT, requestsPerSecond: 50 }, answer: REGISTERED },
  listTenants: { answer: { tenants: [REGISTERED] } },
  changeTenant: {
    body: { status: 'suspended' },
    answer: { ...REGISTERED, status: 'suspended', updatedAt: ENDED_AT },
  },
  eraseTenant: REQUESTED,
  eraseTenantByName: REQUESTED,
  getErasure: {
    answer: {
      ...ERASURE,
      status: 'COMPLETED',
      phase: 'done',
      deleted: { objects: 12, users: 4031 },
      updatedAt: ENDED_AT,
      endedAt: ENDED_AT,
    },
  },
};

function tenantOf(version: number, groups: readonly string[]) {
  return {
    name: TENANT,
    version,
    settings: {
      ...SETTINGS,
      groups,
      notify: ['imports@example.com'],
      notifyDomains: ['example.com'],
      fullResults: false,
      rememberColumns: true,
      reviewRequired: false,
      allowedHosts: [],
    },
  };
}
