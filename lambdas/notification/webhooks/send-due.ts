import { readDueKey } from '../../adapters/dynamo-webhook-items.ts';
import type { DeliveryKey } from '../../contracts/webhook.ts';
import { attemptDelivery, type DeliveryPorts } from './attempt-delivery.ts';
import { type DisabledMailPorts, tellDisabled } from './tell-disabled.ts';

export type SendDuePorts = DeliveryPorts & DisabledMailPorts;

/** Deliveries that one invocation looks at. */
const MAX_DUE = 500;
/** Endpoints that messages are sent to at the same time. */
const MAX_ENDPOINTS = 25;
/** What an attempt may take, and a margin. */
const ATTEMPT_MS = 20_000;
/** For so long, an endpoint that does not answer leaves its place to others. */
const POSTPONE_MS = 5 * 60_000;

/**
 * Makes the attempts that are due, each endpoint after another one's and its own in order. After a failed attempt, the
 * others of the endpoint wait: an endpoint that does not answer must not hold up those of other tenants.
 */
export async function sendDue(ports: SendDuePorts, remainingMs: () => number): Promise<void> {
  const due = (await ports.webhooks.due(ports.now(), MAX_DUE)).map(readDueKey);
  const endpoints = [...Map.groupBy(due, ({ tenant, webhookId }) => `${tenant} ${webhookId}`).values()];
  const hasTime = () => remainingMs() > ATTEMPT_MS;
  const errors: unknown[] = [];
  const work = async (): Promise<void> => {
    for (let next = endpoints.shift(); next !== undefined && hasTime(); next = endpoints.shift())
      await sendToEndpoint(ports, next, hasTime).catch((error: unknown) => errors.push(error));
  };
  await Promise.all(Array.from({ length: MAX_ENDPOINTS }, work));
  // What failed is due again. The invocation fails after the others were served, so that an alarm reports it.
  if (errors.length > 0) throw errors[0];
}

type Due = ReturnType<typeof readDueKey>;

async function sendToEndpoint(ports: SendDuePorts, due: readonly Due[], hasTime: () => boolean) {
  let hasFailed = false;
  for (const { deliveryId, ...endpoint } of due) {
    if (!hasTime()) return;
    if (deliveryId === undefined) await tellDisabled(ports, endpoint);
    else if (hasFailed) await postpone(ports, { ...endpoint, deliveryId });
    else hasFailed = (await attemptDelivery(ports, { ...endpoint, deliveryId })) === 'failed';
  }
}

/** It is no attempt, and not later than the last one. */
async function postpone({ webhooks, now }: SendDuePorts, key: DeliveryKey): Promise<void> {
  const delivery = await webhooks.findDelivery(key);
  if (delivery?.status !== 'PENDING' || delivery.dueAt === undefined) return;
  const later = now().getTime() + POSTPONE_MS;
  if (later >= Date.parse(delivery.giveUpAt)) return;
  await webhooks.changeDelivery(delivery, { dueAt: new Date(later).toISOString() });
}
