import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createApiKey } from '../../../cli/create-api-key.ts';
import { OPERATIONS } from '../../../lambdas/api/operations.ts';
import type { ApiPorts } from '../../../lambdas/api/ports.ts';
import { ProblemSchema } from '../../../lambdas/api/problem.ts';
import { createApi } from '../../../lambdas/api/router.ts';
import { createUpsertUser } from '../../../lambdas/commands/upsert-user/upsert-user.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/tenant-settings.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { memoryTables } from '../support/memory-tables.ts';

const NOW = new Date('2026-11-28T10:00:00.000Z');
const KEY = createApiKey('acme', 'test', NOW);

/** A tenant without imports. Each request comes a second after the last one, so that none is too many. */
function emptyApi() {
  let now = NOW.getTime();
  const nothing = async () => undefined;
  const tables = memoryTables();
  const ports = {
    imports: { find: nothing, hasOpen: async () => false, create: async () => true },
    list: { page: async () => ({ imports: [] }), queue: async () => [], open: async () => [] },
    users: { read: async () => new Map() },
    upsertUser: createUpsertUser({
      tenants: { read: async () => NO_SETTINGS },
      users: tables.userStore(nothing),
      claims: tables.claimStore(nothing),
    }),
    trail: { page: async () => ({ entries: [] }) },
    audit: nothing,
    tenants: { read: async () => ({ ...NO_SETTINGS, apiKeys: [KEY.entry] }) },
    sessions: { find: nothing, put: nothing, remove: nothing },
    presign: { upload: async () => ({ url: 'https://bucket.example.com/', fields: {} }) },
    uploadsBucket: 'uploads',
    stateMachineArn: 'arn:aws:states:eu-central-1:123456789012:stateMachine:user-import',
    retentionDays: 90,
    document: {},
    now: () => {
      now += 1000;
      return new Date(now);
    },
  } as unknown as ApiPorts;
  const failed: unknown[] = [];
  const logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (_: string, what: unknown) => void failed.push(what),
  };
  return { failed, ask: createApi(OPERATIONS, ports), scope: { requestId: 'r', logger } };
}

const segment = fc.oneof(
  fc.constantFrom(
    'imports',
    'sessions',
    'import-types',
    'participants',
    'users',
    'audit',
    '~WyJhIiwiYiJd',
    '~',
    'imp_01kakr5e3h0123456789abcdef',
    '..',
    '%00',
    '%2f',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }).map(encodeURIComponent),
);
const field = fc.constantFrom(
  'importType',
  'fileName',
  'bytes',
  'options',
  'map',
  'notify',
  'requestId',
  'minutes',
  'importTypes',
  'user',
  '__proto__',
  'constructor',
);
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('participants', 'users.csv', 1, -1, Number.MAX_VALUE, 'x'.repeat(300)),
);
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'),
  path: fc.oneof(
    fc.array(segment, { maxLength: 4 }).map((parts) => `/v1/${parts.join('/')}`),
    fc.constantFrom(
      ...OPERATIONS.map(({ path }) => path.replaceAll(/\{\w+\}/g, 'imp_01kakr5e3h0123456789abcdef')),
    ),
  ),
  query: fc.webQueryParameters({ size: 'small' }),
  type: fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/plain', ''),
  body: fc.oneof(
    fc.dictionary(field, value).map((object) => JSON.stringify(object)),
    fc.string({ unit: 'binary' }),
  ),
});

it('answers every malformed request with a problem, and none with an internal error', async () => {
  const { ask, scope, failed } = emptyApi();
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, query, type, body }) => {
      const hasBody = method !== 'GET' && method !== 'HEAD';
      const response = await ask(
        new Request(`https://api.example.com${path}?${query}`, {
          method,
          headers: { authorization: `Bearer ${KEY.text}`, ...(type !== '' && { 'content-type': type }) },
          ...(hasBody && { body }),
        }),
        scope,
      );
      expect(failed).toEqual([]);
      if (response.status >= 400 && method !== 'HEAD')
        expect(ProblemSchema.parse(await response.json()).status).toBe(response.status);
    }),
    lawRuns(2000),
  );
});
