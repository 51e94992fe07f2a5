import { EXAMPLES } from '../../lambdas/api/examples.ts';
import type { Operation } from '../../lambdas/api/operation.ts';
import { OPERATIONS } from '../../lambdas/api/operations.ts';
import type { ApiPorts } from '../../lambdas/api/ports.ts';
import { PUBLIC_PATHS } from '../../lambdas/api/router.ts';
import type { Import } from '../../lambdas/contracts/import.ts';
import { PERMISSIONS_OF_ROLE, type Permission } from '../../lambdas/contracts/permissions.ts';
import { apiScene, OPERATOR_TOKEN, type Scene, type SceneAnswer } from '../../test/lambdas/api/api-scene.ts';
import { IMPORT_ID, importItem } from '../../test/lambdas/support/import-item.ts';

/** An import that the session of another person has created. */
const OTHERS_IMPORT = 'imp_01kakr5e3h0123456789abcdeg';
const PERSON = 'ann';

/** A bearer of a table column. Several tokens must get the same answer. */
interface Caller {
  readonly title: string;
  /** The import that it asks for. */
  readonly importId?: string;
  readonly tokens: (
    scene: Scene,
    operation: Pick<Operation, 'permission'>,
  ) => Promise<readonly (string | undefined)[]>;
}

const ALL: readonly Permission[] = PERMISSIONS_OF_ROLE['tenant-admin'];
const KEY_ID = 'key_0123456789abcdef';

const one = async (made: Promise<{ readonly token: string }>) => [(await made).token];

export const CALLERS: readonly Caller[] = [
  {
    title: 'none, malformed or unknown',
    tokens: async () => [
      undefined,
      'rk_',
      `rk_acme_${'0'.repeat(64)}`,
      `rcs_${'0'.repeat(24)}_${'0'.repeat(48)}`,
    ],
  },
  {
    title: 'expired or revoked key or session',
    tokens: async (scene) => [
      await expiredKey(scene),
      await revokedKey(scene),
      await endedSession(scene),
      await sessionOfRevokedKey(scene),
    ],
  },
  {
    title: 'of a suspended or unregistered tenant',
    tokens: async (scene) => {
      const suspended = await scene.newKey('suspended');
      await scene.registry.change('suspended', { status: 'active' }, scene.now());
      const session = await newSession(scene, suspended.token, {});
      await scene.registry.change('suspended', { status: 'suspended' }, scene.now());
      return [suspended.token, session, (await scene.newKey('unregistered')).token];
    },
  },
  {
    title: 'API key with only the permission',
    tokens: (scene, { permission }) =>
      one(
        scene.newKey(
          'acme',
          permission !== undefined && ALL.includes(permission) ? { permissions: [permission] } : {},
        ),
      ),
  },
  {
    title: 'API key without it',
    tokens: (scene, { permission }) =>
      one(scene.newKey('acme', { permissions: ALL.filter((other) => other !== permission) })),
  },
  {
    title: 'API key `importer`, import of another',
    importId: OTHERS_IMPORT,
    tokens: (scene) => one(scene.newKey('acme', { role: 'importer' })),
  },
  {
    title: 'session `importer`, own import',
    tokens: async (scene) => [await sessionOfAcme(scene, { person: PERSON })],
  },
  {
    title: 'session `importer`, import of another',
    importId: OTHERS_IMPORT,
    tokens: async (scene) => [await sessionOfAcme(scene, { person: PERSON })],
  },
  {
    title: 'session `tenant-admin`',
    importId: OTHERS_IMPORT,
    tokens: async (scene) => [await sessionOfAcme(scene, { role: 'tenant-admin' })],
  },
  {
    title: 'API key of this import type',
    importId: OTHERS_IMPORT,
    tokens: (scene) => one(scene.newKey('acme', { importTypes: ['participants'] })),
  },
  {
    title: 'API key of another import type',
    importId: OTHERS_IMPORT,
    tokens: (scene) => one(scene.newKey('acme', { importTypes: ['workspace-users'] })),
  },
  { title: 'another tenant’s key', tokens: (scene) => one(scene.newKey('globex')) },
  { title: 'operator', tokens: async () => [OPERATOR_TOKEN] },
  {
    title: 'session `tenant-admin` of an operator',
    importId: OTHERS_IMPORT,
    tokens: async (scene) => [
      await newSession(scene, OPERATOR_TOKEN, { tenant: 'acme', role: 'tenant-admin' }),
    ],
  },
];

export interface AccessRow {
  /** `GET /v1/imports` */
  readonly operation: string;
  /** One for each of CALLERS: `yes`, or the status of the refusal. */
  readonly answers: readonly string[];
}

/** Asks each operation with each bearer. @throws Error if bearers of one column get different answers */
export async function accessTable(): Promise<readonly AccessRow[]> {
  const rows: AccessRow[] = [];
  for (const operation of OPERATIONS) {
    const answers: string[] = [];
    for (const caller of CALLERS) answers.push(await answerOf(operation, caller));
    rows.push({ operation: `${operation.method} ${operation.path}`, answers });
  }
  for (const path of PUBLIC_PATHS) {
    const answers: string[] = [];
    for (const caller of CALLERS) answers.push(await publicAnswerOf(path, caller));
    rows.push({ operation: `GET ${path}`, answers });
  }
  return rows;
}

async function publicAnswerOf(path: string, caller: Caller): Promise<string> {
  const { scene } = await newScene();
  const statuses = new Set<number>();
  for (const token of await caller.tokens(scene, {}))
    statuses.add((await scene.call(token, 'GET', path.replace('/v1', ''))).status);
  return single(
    [...statuses].map((status) => (status === 200 ? 'yes' : String(status))),
    `${path}, ${caller.title}`,
  );
}

/** @throws Error if there are several */
function single(answers: readonly string[], of: string): string {
  if (answers.length === 1) return answers[0] as string;
  throw new Error(`${of}: ${answers.join(', ')}`);
}

async function answerOf(operation: Operation, caller: Caller): Promise<string> {
  const { scene, reached } = await newScene();
  const answers = new Set<string>();
  for (const token of await caller.tokens(scene, operation)) {
    reached.clear();
    const { status, body } = await scene.call(token, operation.method, pathOf(operation, caller), {
      ...(operation.body !== undefined && { body: bodyOf(operation) }),
    });
    answers.add(isYes(operation, { status, body }, reached.has(operation.id)) ? 'yes' : String(status));
  }
  return single([...answers], `${operation.id}, ${caller.title}`);
}

/** What names one resource of a tenant does not exist for others. Elsewhere, what matters is that the operation ran. */
type Answer = Pick<SceneAnswer, 'status' | 'body'>;

function isYes({ path }: Operation, { status, body }: Answer, isReached: boolean): boolean {
  if (status === 401 || status === 403) return false;
  if (body?.errors?.some(({ pointer }: { readonly pointer: string }) => pointer === '/importType'))
    return false;
  if (/\{(import|session|key|webhook|erasure)Id\}/.test(path)) return status !== 404;
  return isReached || status === 400;
}

/** The import types of a new key or session are left out: each bearer may ask for its own. */
function bodyOf({ id }: Operation): unknown {
  const { importTypes: _, ...body } = Object(EXAMPLES[id]?.body);
  return body;
}

function pathOf({ path }: Operation, { importId = IMPORT_ID }: Caller): string {
  return path
    .replace('/v1', '')
    .replace('{importId}', importId)
    .replace('{keyId}', KEY_ID)
    .replace('{sessionId}', SESSION_ID)
    .replace('{erasureId}', ERASURE_ID)
    .replace('{webhookId}', `whk_${'0'.repeat(24)}`)
    .replace('{deliveryId}', `evt_${'0'.repeat(26)}`)
    .replace('{queue}', 'webhook-unsent')
    .replace('{messageId}', 'a-message')
    .replace('/files/{name}', '/files/results')
    .replace('/import-types/{name}', '/import-types/participants')
    .replace('/users/{importType}', '/users/participants')
    .replace('{place}', '1')
    .replaceAll(/\{\w+\}/g, 'acme');
}

const SESSION_ID = '0'.repeat(24);
const ERASURE_ID = `ers_${'0'.repeat(24)}`;

/**
 * The tenant acme with two imports, a key and a session. What an operation does after it has found them is not of interest:
 * the other services do not exist, so that it may fail.
 */
async function newScene() {
  const reached = new Set<string>();
  const spied = OPERATIONS.map((operation) => ({
    ...operation,
    run: (call: Parameters<Operation['run']>[0], ports: ApiPorts) => {
      reached.add(operation.id);
      return operation.run(call, ports);
    },
  }));
  const imports = [importOf(IMPORT_ID, PERSON), importOf(OTHERS_IMPORT, 'bob')];
  const find = async (id: string) => imports.find(({ importId }) => importId === id);
  const by = { kind: 'api-key', id: 'some' };
  const erasures = { find: async () => ({ erasureId: ERASURE_ID, tenant: 'acme', kind: 'tenant', by }) };
  const ports = {
    imports: { find, read: find },
    anyImports: { find },
    erasures,
    listRecords: async () => ({ found: true, records: [] }),
    findRecord: async () => ({ sent: { text: '', isCut: false } }),
  } as unknown as Partial<ApiPorts>;
  const scene = apiScene(ports, spied);
  for (const name of ['acme', 'globex', 'suspended']) await scene.register(name);
  await storeKeyAndSession(scene);
  return { scene, reached };
}

function importOf(importId: string, person: string): Import {
  return importItem({
    importId,
    createdBy: { kind: 'session', id: 'some', person },
    files: { results: { key: 'imports/acme/a/results.csv', size: 1, etag: 'e' } },
  } as Partial<Import>);
}

async function storeKeyAndSession(scene: Scene): Promise<void> {
  const { id } = await scene.newKey('acme');
  const key = scene.stored.keys.get(id);
  if (key !== undefined) scene.stored.keys.set(KEY_ID, { ...key, keyId: KEY_ID, name: 'stored' });
  scene.stored.sessions.set(SESSION_ID, {
    sessionId: SESSION_ID,
    sha256: '0'.repeat(64),
    tenant: 'acme',
    role: 'importer',
    permissions: [],
    createdBy: { kind: 'operator', id: 'olivia' },
    createdAt: scene.now().toISOString(),
    validUntil: new Date(scene.now().getTime() + 3_600_000).toISOString(),
  });
}

async function newSession(scene: Scene, token: string, body: object): Promise<string> {
  return (await scene.call(token, 'POST', '/sessions', { body })).body.token;
}

async function sessionOfAcme(scene: Scene, body: object): Promise<string> {
  return newSession(scene, (await scene.newKey('acme')).token, body);
}

async function expiredKey(scene: Scene): Promise<string> {
  const validUntil = new Date(scene.now().getTime() + 1000).toISOString();
  const { token } = await scene.newKey('acme', { validUntil });
  scene.pass(1000);
  return token;
}

async function revokedKey(scene: Scene): Promise<string> {
  const { token, id } = await scene.newKey('acme');
  await scene.apiKeys.revoke('acme', id, scene.now());
  return token;
}

async function endedSession(scene: Scene): Promise<string> {
  const token = await sessionOfAcme(scene, { minutes: 1 });
  scene.pass(60_000);
  return token;
}

async function sessionOfRevokedKey(scene: Scene): Promise<string> {
  const { token, id } = await scene.newKey('acme');
  const session = await newSession(scene, token, {});
  await scene.apiKeys.revoke('acme', id, scene.now());
  return session;
}
