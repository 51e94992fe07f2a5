import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import {
  DisabledReasonSchema,
  type Webhook,
  WebhookFilterSchema,
  WebhookIdSchema,
} from '../../contracts/webhook.ts';
import { readWebhookUrl } from '../../core/network/webhook-url.ts';
import { rotatedSecrets, SECRET_PREFIX } from '../../core/webhooks/sign.ts';
import { operation } from '../operation.ts';
import { changeWebhook, readOwnWebhook } from '../own-webhook.ts';
import type { ApiPorts } from '../ports.ts';
import { Problem } from '../problem.ts';

/** Endpoints of a tenant. Each event is sent to each of them. */
export const MAX_WEBHOOKS = 10;
const SECRET_BYTES = 32;
const HOUR_MS = 3_600_000;

export const WebhookParams = z.object({ webhookId: WebhookIdSchema });

const { statuses, importTypes } = WebhookFilterSchema.shape;
const url = z.string().max(2048).meta({ example: 'https://example.com/rollcall' });
const description = z.string().max(200);
const filters = {
  statuses: statuses.meta({ description: 'The statuses of which the endpoint is told. Absent: all.' }),
  importTypes: importTypes.meta({ description: 'The import types of which it is told. Absent: all.' }),
};

const WebhookViewSchema = z
  .object({
    id: WebhookIdSchema,
    url: z.string(),
    description: z.string().optional(),
    ...filters,
    enabled: z.boolean(),
    disabledReason: DisabledReasonSchema.optional().meta({
      description:
        'Why it receives nothing: `tenant` (by PATCH), `failures` (no attempt succeeded for 3 days), `gone` (it answered 410).',
    }),
    failingSince: z.iso.datetime().optional().meta({ description: 'Since when every attempt has failed.' }),
    secrets: z.int().meta({ description: '2 while a message is signed with the last secret as well.' }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Webhook' });

const SecretSchema = z.string().meta({
  description: 'Verifies signatures by Standard Webhooks. This answer is the only place where it is shown.',
  example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
});

function view(webhook: Webhook, now: Date) {
  const { webhookId, filter, status, secrets, ...shown } = webhook;
  const valid = secrets.filter(
    ({ validUntil }) => validUntil === undefined || Date.parse(validUntil) > now.getTime(),
  );
  return { id: webhookId, ...filter, enabled: status === 'ENABLED', secrets: valid.length, ...shown };
}

/** The same for a creation that is repeated: it then replaces the endpoint whose answer was lost. */
const newWebhookId = (seed: Buffer): string =>
  `whk_${createHash('sha256').update('webhook').update(seed).digest('hex').slice(0, 24)}`;

const newSecret = (): string => `${SECRET_PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;

/** @throws Problem invalid-request */
function checkUrl(text: string, { webhookHosts }: ApiPorts): void {
  const read = readWebhookUrl(text, webhookHosts);
  if (read.ok) return;
  throw new Problem('invalid-request', read.message, {
    errors: [{ in: 'body', pointer: '/url', detail: read.message }],
  });
}

const WEBHOOK = { tag: 'Webhooks', permission: 'webhooks:manage' } as const;
const WITH_BODY = ['invalid-request', 'unsupported-media-type', 'too-large'] as const;

const createWebhook = operation({
  ...WEBHOOK,
  id: 'createWebhook',
  method: 'POST',
  path: '/v1/webhooks',
  summary: 'Creates an endpoint that receives the status changes of imports.',
  description: `Messages are signed as in Standard Webhooks ([events](events.md#webhooks)). A tenant has at most ${MAX_WEBHOOKS} endpoints.`,
  body: z.strictObject({ url, description: description.optional(), ...filters }).meta({ id: 'NewWebhook' }),
  status: 201,
  result: WebhookViewSchema.extend({ secret: SecretSchema }).meta({ id: 'CreatedWebhook' }),
  problems: [...WITH_BODY, 'conflict'],
  async run({ bearer: { tenant }, body, creation }, ports) {
    const { url, description, ...filter } = body;
    checkUrl(url, ports);
    const webhookId = newWebhookId(creation.seed);
    const others = (await ports.webhooks.list(tenant)).filter((one) => one.webhookId !== webhookId);
    if (others.length >= MAX_WEBHOOKS)
      throw new Problem('conflict', `The tenant has ${MAX_WEBHOOKS} webhooks. Delete one of them first.`);
    const { at } = creation;
    const secret = newSecret();
    const webhook: Webhook = {
      webhookId,
      tenant,
      url,
      description,
      filter,
      secrets: [{ secret }],
      status: 'ENABLED',
      createdAt: at.toISOString(),
      updatedAt: at.toISOString(),
    };
    await ports.webhooks.create(webhook);
    return { body: { ...view(webhook, at), secret } };
  },
});

const listWebhooks = operation({
  ...WEBHOOK,
  id: 'listWebhooks',
  method: 'GET',
  path: '/v1/webhooks',
  summary: "Lists the tenant's endpoints.",
  status: 200,
  result: z.object({ webhooks: z.array(WebhookViewSchema) }),
  async run({ bearer: { tenant } }, { webhooks, now }) {
    const found = await webhooks.list(tenant);
    return { body: { webhooks: found.map((webhook) => view(webhook, now())) } };
  },
});

const getWebhook = operation({
  ...WEBHOOK,
  id: 'getWebhook',
  method: 'GET',
  path: '/v1/webhooks/{webhookId}',
  summary: 'Shows an endpoint.',
  params: WebhookParams,
  status: 200,
  result: WebhookViewSchema,
  problems: ['not-found'],
  async run({ bearer, params }, ports) {
    return { body: view(await readOwnWebhook(ports, bearer, params.webhookId), ports.now()) };
  },
});

const changeWebhookOperation = operation({
  ...WEBHOOK,
  id: 'changeWebhook',
  method: 'PATCH',
  path: '/v1/webhooks/{webhookId}',
  summary: 'Changes an endpoint, or enables or disables it.',
  description: 'A field that is absent stays as it is. `null` removes a filter or the description.',
  params: WebhookParams,
  body: z
    .strictObject({
      url: url.optional(),
      description: description.nullish(),
      statuses: statuses.nullable(),
      importTypes: importTypes.nullable(),
      enabled: z.boolean().optional(),
    })
    .partial()
    .meta({ id: 'WebhookChange' }),
  status: 200,
  result: WebhookViewSchema,
  problems: [...WITH_BODY, 'not-found', 'conflict'],
  async run({ bearer, params, body }, ports) {
    const webhook = await readOwnWebhook(ports, bearer, params.webhookId);
    if (body.url !== undefined) checkUrl(body.url, ports);
    const { change, remove } = changeOf(webhook, body);
    await changeWebhook(ports, webhook, change, remove);
    const changed = await readOwnWebhook(ports, bearer, params.webhookId);
    return { body: view(changed, ports.now()), changed: Object.keys(body) };
  },
});

interface Change {
  readonly url?: string | undefined;
  readonly description?: string | null | undefined;
  readonly statuses?: Webhook['filter']['statuses'] | null;
  readonly importTypes?: Webhook['filter']['importTypes'] | null;
  readonly enabled?: boolean | undefined;
}

function changeOf(webhook: Webhook, { url, description, enabled, ...filter }: Change) {
  const chosen = <T>(value: T | null | undefined, before: T | undefined): T | undefined =>
    value === undefined ? before : (value ?? undefined);
  return {
    change: {
      ...(url !== undefined && { url }),
      ...(typeof description === 'string' && { description }),
      filter: {
        statuses: chosen(filter.statuses, webhook.filter.statuses),
        importTypes: chosen(filter.importTypes, webhook.filter.importTypes),
      },
      ...(enabled === true && { status: 'ENABLED' as const }),
      ...(enabled === false && { status: 'DISABLED' as const, disabledReason: 'tenant' as const }),
    },
    remove: [
      ...(description === null ? (['description'] as const) : []),
      ...(enabled === true ? (['disabledReason', 'disabledAt', 'failingSince', 'dueAt'] as const) : []),
    ],
  };
}

const deleteWebhook = operation({
  ...WEBHOOK,
  id: 'deleteWebhook',
  method: 'DELETE',
  path: '/v1/webhooks/{webhookId}',
  summary: 'Deletes an endpoint. Messages that are on their way to it are not sent again.',
  params: WebhookParams,
  status: 204,
  problems: ['not-found'],
  async run({ bearer, params }, ports) {
    await ports.webhooks.remove(await readOwnWebhook(ports, bearer, params.webhookId));
    return { body: undefined };
  },
});

const rotateWebhookSecret = operation({
  ...WEBHOOK,
  id: 'rotateWebhookSecret',
  method: 'POST',
  path: '/v1/webhooks/{webhookId}/rotate-secret',
  summary: 'Gives an endpoint a new secret. Messages have two signatures until the last secret ends.',
  params: WebhookParams,
  body: z
    .strictObject({
      overlapHours: z.int().min(0).max(168).default(24).meta({
        description: 'For so long, messages are also signed with the last secret. 0: it ends at once.',
      }),
    })
    .meta({ id: 'SecretRotation' }),
  status: 200,
  result: z.object({
    secret: SecretSchema,
    lastSecretUntil: z.iso.datetime().optional().meta({ description: 'Absent: it has ended.' }),
  }),
  problems: [...WITH_BODY, 'not-found', 'conflict'],
  async run({ bearer, params, body }, ports) {
    const webhook = await readOwnWebhook(ports, bearer, params.webhookId);
    const secret = newSecret();
    const overlapMs = body.overlapHours * HOUR_MS;
    const secrets = rotatedSecrets(webhook.secrets, secret, { at: ports.now(), overlapMs });
    await changeWebhook(ports, webhook, { secrets: [...secrets] });
    return { body: { secret, lastSecretUntil: secrets[1]?.validUntil } };
  },
});

export const WEBHOOK_OPERATIONS = [
  createWebhook,
  listWebhooks,
  getWebhook,
  changeWebhookOperation,
  deleteWebhook,
  rotateWebhookSecret,
];
