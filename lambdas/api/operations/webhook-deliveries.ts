import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { EventIdSchema } from '../../contracts/status-changed.ts';
import { AttemptSchema, type Delivery, DeliveryStatusSchema } from '../../contracts/webhook.ts';
import { newEventId } from '../../core/naming/event-id.ts';
import { newDelivery, TEST_TYPE } from '../../core/webhooks/message.ts';
import { RETRY_MS } from '../../core/webhooks/retry-schedule.ts';
import { operation } from '../operation.ts';
import { readOwnWebhook } from '../own-webhook.ts';
import type { ApiPorts } from '../ports.ts';
import { Problem } from '../problem.ts';
import { WebhookParams } from './webhooks.ts';

const MAX_PAGE = 100;

const DeliveryViewSchema = z
  .object({
    id: EventIdSchema.meta({ description: 'Also the header `webhook-id`, the same for each attempt.' }),
    type: z.string(),
    status: DeliveryStatusSchema,
    attempts: z.int(),
    lastAttempt: AttemptSchema.optional().meta({
      description: '`HTTP 503`, or why there was no answer. The body of an answer is not stored.',
    }),
    nextAttemptAt: z.iso.datetime().optional(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'WebhookDelivery' });

function view({ deliveryId, dueAt, ...delivery }: Delivery) {
  return { id: deliveryId, nextAttemptAt: dueAt, ...delivery };
}

const DELIVERY = { tag: 'Webhooks', permission: 'webhooks:manage' } as const;
const AcceptedSchema = z.object({ id: EventIdSchema });

/** If this function dies before the request, the schedule makes the attempt. */
async function requestAttempt({ requestDelivery }: ApiPorts, delivery: Delivery) {
  await requestDelivery(delivery);
  return { body: { id: delivery.deliveryId } };
}

const testWebhook = operation({
  ...DELIVERY,
  id: 'testWebhook',
  method: 'POST',
  path: '/v1/webhooks/{webhookId}/test',
  summary: 'Sends a message of the type `webhook.test` to an endpoint.',
  params: WebhookParams,
  status: 202,
  result: AcceptedSchema,
  problems: ['not-found', 'conflict'],
  async run({ bearer, params }, ports) {
    const webhook = await readOwnWebhook(ports, bearer, params.webhookId);
    if (webhook.status === 'DISABLED')
      throw new Problem('conflict', 'The webhook is disabled. Enable it first.');
    const at = ports.now();
    const id = newEventId(at, randomBytes(10));
    const data = { webhookId: webhook.webhookId, tenant: webhook.tenant };
    const message = { id, type: TEST_TYPE, timestamp: at.toISOString(), data };
    const delivery = newDelivery(webhook, message, at);
    await ports.webhooks.addDelivery(delivery);
    return requestAttempt(ports, delivery);
  },
});

const listDeliveries = operation({
  ...DELIVERY,
  id: 'listWebhookDeliveries',
  method: 'GET',
  path: '/v1/webhooks/{webhookId}/deliveries',
  summary: 'Lists the messages to an endpoint, the newest first.',
  description:
    'Messages are kept for 30 days. A page may have fewer messages than `limit`. There are no more only if `next` is absent.',
  params: WebhookParams,
  query: z.strictObject({
    status: z
      .string()
      .toUpperCase()
      .pipe(DeliveryStatusSchema)
      .optional()
      .meta({ description: '`pending`, `delivered` or `failed`.' }),
    cursor: EventIdSchema.optional().meta({ description: '`next` of the page before.' }),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(20),
  }),
  status: 200,
  result: z.object({ deliveries: z.array(DeliveryViewSchema), next: EventIdSchema.optional() }),
  problems: ['invalid-request', 'not-found'],
  async run({ bearer, params, query: { status, cursor: after, limit } }, ports) {
    const webhook = await readOwnWebhook(ports, bearer, params.webhookId);
    const { deliveries, next } = await ports.webhooks.pageDeliveries(webhook, { status, after, limit });
    return { body: { deliveries: deliveries.map(view), next } };
  },
});

const resendDelivery = operation({
  ...DELIVERY,
  id: 'resendWebhookDelivery',
  method: 'POST',
  path: '/v1/webhooks/{webhookId}/deliveries/{deliveryId}/resend',
  summary: 'Sends a message again, at once, and again for a day if it is not accepted.',
  description: 'The message has the same `webhook-id` and the same body.',
  params: WebhookParams.extend({ deliveryId: EventIdSchema }),
  status: 202,
  result: AcceptedSchema,
  problems: ['not-found', 'conflict'],
  async run({ bearer, params: { webhookId, deliveryId } }, ports) {
    const { tenant, status } = await readOwnWebhook(ports, bearer, webhookId);
    const delivery = await ports.webhooks.findDelivery({ tenant, webhookId, deliveryId });
    if (delivery === undefined) throw new Problem('not-found', `The webhook has no message ${deliveryId}.`);
    if (status === 'DISABLED') throw new Problem('conflict', 'The webhook is disabled. Enable it first.');
    const at = ports.now();
    const again = {
      status: 'PENDING',
      attempts: 0,
      giveUpAt: new Date(at.getTime() + RETRY_MS).toISOString(),
      dueAt: at.toISOString(),
    } as const;
    if (!(await ports.webhooks.changeDelivery(delivery, again)))
      throw new Problem('conflict', 'The message is being sent. Try again in a minute.');
    return requestAttempt(ports, delivery);
  },
});

export const DELIVERY_OPERATIONS = [testWebhook, listDeliveries, resendDelivery];
