import { CREATED_AT, EXPIRES_AT, type Examples, KEY_ID, SESSION_ID, TENANT } from './values.ts';

const API_KEY = {
  id: KEY_ID,
  name: 'CRM export',
  status: 'active',
  role: 'tenant-admin',
  permissions: ['imports:read', 'imports:write'],
  importTypes: ['participants'],
  createdAt: CREATED_AT,
  createdBy: { kind: 'api-key', id: 'key_0123456789abcdef' },
  validUntil: '2027-03-02T00:00:00Z',
};
const TOKEN = `rk_${TENANT}_${KEY_ID.slice(4)}${'0123456789abcdef'.repeat(3)}`;

export const ACCESS_EXAMPLES: Examples = {
  createSession: {
    body: {
      importTypes: ['participants'],
      person: 'user-4711',
      origin: 'https://app.example.com',
      minutes: 30,
    },
    answer: {
      id: SESSION_ID,
      token: `rcs_${SESSION_ID}_${'0123456789abcdef'.repeat(3)}`,
      validUntil: '2026-03-02T09:45:00.000Z',
    },
  },
  getSession: {
    answer: {
      kind: 'session',
      id: SESSION_ID,
      tenant: TENANT,
      role: 'importer',
      permissions: ['imports:read', 'imports:write', 'types:read'],
      importTypes: ['participants'],
      person: 'user-4711',
      origin: 'https://app.example.com',
      validUntil: EXPIRES_AT,
      rememberColumns: true,
      reviewRequired: false,
      maxFileBytes: 10_737_418_240,
    },
  },
  createApiKey: {
    body: { name: 'CRM export', importTypes: ['participants'], validUntil: '2027-03-02T00:00:00Z' },
    answer: { ...API_KEY, token: TOKEN },
  },
  listApiKeys: { answer: { apiKeys: [API_KEY] } },
  rotateApiKey: {
    body: { graceMinutes: 60 },
    answer: { ...API_KEY, rotatedAt: CREATED_AT, previousValidUntil: EXPIRES_AT, token: TOKEN },
  },
  listAudit: {
    answer: {
      entries: [
        {
          at: CREATED_AT,
          operation: 'createApiKey',
          by: { kind: 'api-key', id: 'key_0123456789abcdef' },
          subject: { id: KEY_ID },
          requestId: 'c1a9f0e2-5b7d-4c3e-8f60-2d94b1a7e835',
        },
      ],
    },
  },
};
