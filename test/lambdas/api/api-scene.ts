import { answerEvent } from '../../../lambdas/api/answer-event.ts';
import type { Operator } from '../../../lambdas/api/bearer.ts';
import type { Operation } from '../../../lambdas/api/operation.ts';
import { OPERATIONS } from '../../../lambdas/api/operations.ts';
import type { ApiPorts } from '../../../lambdas/api/ports.ts';
import { createApi } from '../../../lambdas/api/router.ts';
import type { Act } from '../../../lambdas/commands/audit.ts';
import { createApiKey } from '../../../lambdas/commands/edit-api-keys.ts';
import { registerTenant } from '../../../lambdas/commands/register-tenant.ts';
import { createUpsertUser } from '../../../lambdas/commands/upsert-user/upsert-user.ts';
import type { HttpApiEvent } from '../../../lambdas/contracts/http-api-event.ts';
import { PERMISSIONS_OF_ROLE } from '../../../lambdas/contracts/permissions.ts';
import type { Delivery, Webhook } from '../../../lambdas/contracts/webhook.ts';
import { ALL_RIGHTS, type WantedRights } from '../../../lambdas/core/access/rights.ts';
import { memoryAccess } from '../support/memory-access.ts';
import { memoryIdempotency } from '../support/memory-idempotency.ts';
import { memoryTables } from '../support/memory-tables.ts';

export const NOW = new Date('2026-11-28T10:00:00.000Z');

/** Of the tenant acme. */
const WEBHOOK: Webhook = {
  webhookId: `whk_${'0'.repeat(24)}`,
  tenant: 'acme',
  url: 'https://hooks.example.com/',
  filter: {},
  secrets: [{ secret: 'whsec_AAAA' }],
  status: 'ENABLED',
  createdAt: NOW.toISOString(),
  updatedAt: NOW.toISOString(),
};

const DELIVERY: Delivery = {
  tenant: 'acme',
  webhookId: WEBHOOK.webhookId,
  deliveryId: `evt_${'0'.repeat(26)}`,
  type: 'webhook.test',
  body: '{}',
  status: 'FAILED',
  attempts: 3,
  createdAt: NOW.toISOString(),
  giveUpAt: NOW.toISOString(),
};

const BY = { kind: 'invocation', id: 'test' } as const;

const OPERATOR: Operator = {
  kind: 'operator',
  id: 'olivia',
  issuer: 'https://login.example.com',
  role: 'operator',
  permissions: PERMISSIONS_OF_ROLE.operator,
};
/** The token of an operator, of an issuer that only this scene knows. */
export const OPERATOR_TOKEN = `${'h'.repeat(20)}.${'olivia'.repeat(4)}.${'s'.repeat(20)}`;

export interface SceneAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests compare it with what they expect.
  readonly body: any;
}

/** The API in memory: tenants and bearers as they are stored, and no imports. Time passes only when it is told to. */
export function apiScene(ports: Partial<ApiPorts> = {}, operations: readonly Operation[] = OPERATIONS) {
  const access = memoryAccess();
  const nothing = async () => undefined;
  const tables = memoryTables();
  const acts: Act[] = [];
  const signed: { readonly metadata: Readonly<Record<string, string>> }[] = [];
  let now = NOW.getTime();
  const all = {
    ...access,
    idempotency: memoryIdempotency(),
    anyImports: { find: nothing },
    releaseTurn: async () => ({ released: true }),
    deadLetters: {
      queues: async () => [],
      list: async () => [],
      resend: async () => 'done',
      resendAll: async () => ({ sent: 0, kept: 0 }),
      discard: async () => 'done',
    },
    imports: { find: nothing, hasOpen: async () => false, create: async () => true },
    list: { page: async () => ({ imports: [] }), queue: async () => [], open: async () => [] },
    stageImports: { page: async () => ({ imports: [] }), open: async () => ({ ids: [] }) },
    executions: { describe: nothing },
    turns: { readTurn: async () => ({ fencingToken: 0 }) },
    listRecords: async () => ({ found: false }),
    findRecord: nothing,
    users: { read: async () => new Map() },
    userList: { keys: async function* () {}, read: async () => new Map() },
    upsertUser: createUpsertUser({
      tenants: access.tenants,
      users: tables.userStore(nothing),
      claims: tables.claimStore(nothing),
    }),
    erasures: { find: nothing },
    startErasure: async () => ({ erasureId: `ers_${'0'.repeat(24)}` }),
    trail: { page: async () => ({ entries: [] }), hashKey: async () => Buffer.alloc(32, 7) },
    webhooks: {
      find: async (key: { readonly tenant: string }) => (key.tenant === 'acme' ? WEBHOOK : undefined),
      list: async () => [WEBHOOK],
      create: nothing,
      change: async () => true,
      remove: nothing,
      addDelivery: async () => true,
      findDelivery: async () => DELIVERY,
      changeDelivery: async () => true,
      pageDeliveries: async () => ({ deliveries: [] }),
    },
    webhookHosts: 'public',
    requestDelivery: nothing,
    audit: async (act: Act) => void acts.push(act),
    presign: {
      upload: async (form: { readonly metadata: Readonly<Record<string, string>> }) => {
        signed.push(form);
        return { url: 'https://bucket.example.com/', fields: {} };
      },
    },
    uploadsBucket: 'uploads',
    stateMachineArn: 'arn:aws:states:eu-central-1:123456789012:stateMachine:user-import',
    retentionDays: 90,
    maxFileBytes: 1e9,
    document: {},
    tenantPolicy: 'registered',
    requestsPerSecond: 50,
    verifyOperator: async (token: string) => (token === OPERATOR_TOKEN ? OPERATOR : undefined),
    issuers: [],
    now: () => new Date(now),
    ...ports,
  } as unknown as ApiPorts;
  const failed: unknown[] = [];
  const logged: unknown[] = [];
  const note = (message: string, more: unknown) => void logged.push({ message, more });
  const logger = { info: note, warn: note, error: (_: string, what: unknown) => void failed.push(what) };
  const api = createApi(operations, all);
  const scope = { requestId: 'r', logger };
  const call = async (
    token: string | undefined,
    method: string,
    path: string,
    { body, headers = {} }: { readonly body?: unknown; readonly headers?: Record<string, string> } = {},
  ): Promise<SceneAnswer> => {
    const response = await api(
      new Request(`https://api.example.com/v1${path}`, {
        method,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
      scope,
    );
    const text = await response.text();
    const parsed = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: parsed };
  };
  return {
    ...access,
    ports: all,
    call,
    /** As API Gateway calls the function. */
    send: (event: HttpApiEvent) => answerEvent(api, event, logger),
    /** For clients of the API. */
    fetch: (request: Request) => api(request, scope),
    failed,
    logged,
    acts,
    /** Forms for uploads that were signed. */
    signed,
    pass: (ms: number) => {
      now += ms;
    },
    now: () => new Date(now),
    register: (name: string) => registerTenant(access.registry, { name, createdBy: BY }, NOW),
    /** A key as the command makes it: limited by nothing. */
    newKey: async (tenant: string, wanted: WantedRights = {}, name = `key ${access.stored.keys.size}`) => {
      const editor = { tenant, actor: BY, rights: ALL_RIGHTS };
      const created = await createApiKey(all, editor, { ...wanted, name });
      if (!created.ok) throw new Error(created.message);
      return { token: created.text, id: created.key.keyId };
    },
  };
}

export type Scene = ReturnType<typeof apiScene>;
