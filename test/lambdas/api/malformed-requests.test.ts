import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OPERATIONS } from '../../../lambdas/api/operations.ts';
import { ProblemSchema } from '../../../lambdas/api/problem.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { expectShort } from '../support/expect-short.ts';
import { apiScene, OPERATOR_TOKEN } from './api-scene.ts';

const segment = fc.oneof(
  fc.constantFrom(
    'imports',
    'sessions',
    'import-types',
    'tenant',
    'tenants',
    'api-keys',
    'key_0123456789abcdef',
    'rotate',
    'participants',
    'users',
    'audit',
    'erasures',
    'webhooks',
    'rotate-secret',
    'deliveries',
    'whk_000000000000000000000000',
    '~WyJhIiwiYiJd',
    '~',
    'imp_01kakr5e3h0123456789abcdef',
    '..',
    '%00',
    '%1B%5B31m%E2%80%AE',
    'x'.repeat(300),
    '%2f',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }).map(encodeURIComponent),
);
const field = fc.constantFrom(
  'importType',
  'fileName',
  'text',
  'base64',
  'bytes',
  'options',
  'map',
  'notify',
  'requestId',
  'minutes',
  'importTypes',
  'user',
  'settings',
  'permissions',
  'role',
  'name',
  'tenant',
  'status',
  '__proto__',
  'constructor',
);
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    'participants',
    'users.csv',
    1,
    -1,
    Number.MAX_VALUE,
    'x'.repeat(300),
    'a"\u001b[31m\u202e',
  ),
);
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'),
  path: fc.oneof(
    fc.array(segment, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`),
    fc.constantFrom(
      ...OPERATIONS.map(({ path }) =>
        path
          .replace('/v1', '')
          .replace('{keyId}', 'key_0123456789abcdef')
          .replace('{name}', 'participants')
          .replaceAll(/\{\w+\}/g, 'imp_01kakr5e3h0123456789abcdef'),
      ),
    ),
  ),
  query: fc.webQueryParameters({ size: 'small' }),
  ifMatch: fc.constantFrom('"0"', '*', 'W/"0"', '"'),
  type: fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/plain', ''),
  body: fc.oneof(
    fc.dictionary(field, value).map((object) => JSON.stringify(object)),
    fc.string({ unit: 'binary' }),
  ),
});

it('answers every malformed request with a problem, and none with an internal error', async () => {
  const scene = apiScene();
  await scene.register('acme');
  const key = await scene.newKey('acme');
  const token = fc.constantFrom(key.token, OPERATOR_TOKEN);
  await fc.assert(
    fc.asyncProperty(token, request, async (bearer, { method, path, query, type, body, ifMatch }) => {
      // So that none is too many.
      scene.pass(1000);
      const answer = await scene.call(bearer, method, `${path}?${query}`, {
        ...(method !== 'GET' && method !== 'HEAD' && { body }),
        headers: { 'content-type': type, 'if-match': ifMatch },
      });
      expect(scene.failed).toEqual([]);
      if (answer.status >= 400 && method !== 'HEAD') {
        const problem = ProblemSchema.parse(answer.body);
        expect(problem.status).toBe(answer.status);
        // The wording of the library that reads the body.
        expect(problem.detail).not.toMatch(/Invalid (input|option)|received/);
        for (const { detail } of [problem, ...(problem.errors ?? [])])
          for (const line of detail?.split('\n') ?? []) expectShort(line);
      }
    }),
    lawRuns(10_000),
  );
});
