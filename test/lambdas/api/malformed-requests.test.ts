import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { OPERATIONS } from '../../../lambdas/api/operations.ts';
import type { HttpApiEvent, HttpApiResult } from '../../../lambdas/contracts/http-api-event.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { expectShort } from '../support/expect-short.ts';
import { apiScene, OPERATOR_TOKEN } from './api-scene.ts';
import { type DocumentedOperation, readDocument } from './document/documented-operations.ts';
import { type OddRequest, requestsOf } from './document/requests-of.ts';
import { startStoredImports } from './document/stored-imports.ts';

const { schemas, operations } = readDocument();
const operationById = new Map(operations.map((operation) => [operation.id, operation]));
const isForOperators = new Map(OPERATIONS.map(({ id, callers }) => [id, callers === 'operator']));

let stored: Awaited<ReturnType<typeof startStoredImports>>;

beforeAll(async () => {
  stored = await startStoredImports();
});
afterAll(() => stored?.close());

/** After these, requests have suspended the tenant, or revoked its keys. */
const REQUESTS_OF_SCENE = 25;

/** Stands for a key of the scene in the path of a request. */
const OTHER_KEY = 'key_0123456789abcdef';

const BEARERS = ['admin', 'limited', 'operator'] as const;
type BearerName = (typeof BEARERS)[number] | 'fitting';

async function newScene() {
  const scene = apiScene(stored.ports);
  await Promise.all([scene.register('acme'), scene.register('globex')]);
  const admin = (await scene.newKey('acme')).token;
  const limited = (await scene.newKey('acme', { importTypes: ['participants'] })).token;
  const { id } = await scene.newKey('acme');
  const bearers = { admin, limited, operator: OPERATOR_TOKEN };
  const send = (bearer: BearerName, { operationId, event }: OddRequest) => {
    const fitting = isForOperators.get(operationId) ? 'operator' : 'admin';
    const authorization = `Bearer ${bearers[bearer === 'fitting' ? fitting : bearer]}`;
    // So that none is too many.
    scene.pass(1000);
    const rawPath = event.rawPath.replace(OTHER_KEY, id);
    return scene.send({ ...event, rawPath, headers: { authorization, ...event.headers } });
  };
  return { send, failed: scene.failed };
}

it('answers 10,000 malformed requests as its document says, and none with an internal error', async () => {
  const known = {
    name: ['participants', 'globex', 'results'],
    importType: ['participants', 'user-feed', 'people'],
    key: ['acme/ann'],
    keyId: [OTHER_KEY],
    webhookId: [`whk_${'0'.repeat(24)}`],
    deliveryId: [`evt_${'0'.repeat(26)}`],
    queue: ['webhook-unsent'],
    importId: stored.ids,
    cursor: stored.cursors,
  };
  const requests = fc.oneof(...operations.map((one) => requestsOf(one, schemas, known)));
  const bearer = fc.oneof(
    { weight: 2, arbitrary: fc.constant('fitting' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...BEARERS) },
  );
  let scene = await newScene();
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(bearer, requests, async (name, request) => {
      sent += 1;
      if (sent % REQUESTS_OF_SCENE === 0) scene = await newScene();
      const answer = await scene.send(name, request);
      expect(scene.failed.splice(0)).toEqual([]);
      if (answer.statusCode >= 400) expectProblem(request.event, answer);
      expectDocumented(request, answer);
    }),
    lawRuns(10_000),
  );
});

function expectProblem({ requestContext }: HttpApiEvent, { statusCode, headers, body }: HttpApiResult): void {
  expect(headers['content-type']).toBe('application/problem+json');
  if (requestContext.http.method === 'HEAD') return;
  const problem = ProblemText.parse(JSON.parse(body));
  expect(problem.status).toBe(statusCode);
  // The wording of the library that reads the body.
  expect(problem.detail).not.toMatch(/Invalid (input|option)|received/);
  for (const { detail } of [problem, ...(problem.errors ?? [])])
    for (const line of detail.split('\n')) expectShort(line);
}

const ProblemText = z.object({
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ detail: z.string() })).optional(),
});

/** A request with another path or method may be for another operation, or for none. */
const FOR_ANOTHER: readonly OddRequest['wrong'][] = ['path', 'method', 'all'];

function expectDocumented({ operationId, wrong }: OddRequest, { statusCode, body }: HttpApiResult): void {
  const operation = operationById.get(operationId);
  if (operation === undefined || FOR_ANOTHER.includes(wrong)) return;
  expect(operation.responses, operationId).toHaveProperty(String(statusCode));
  if (body !== '') bodyOf(operation, String(statusCode)).parse(JSON.parse(body));
}

const bodies = new Map<string, z.ZodType>();

function bodyOf({ id, responses }: DocumentedOperation, status: string): z.ZodType {
  const name = `${id} ${status}`;
  const body = bodies.get(name) ?? z.fromJSONSchema(withDefinitions(responses[status]));
  bodies.set(name, body);
  return body;
}

/** As a schema of its own. Without patterns of Unicode, which this reader takes for others: the function has checked them. */
function withDefinitions(schema: object | undefined) {
  const text = JSON.stringify({ ...schema, $defs: schemas }, (name, value) =>
    name === 'pattern' && /\\p\{/.test(value) ? undefined : value,
  );
  return JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'));
}
