import type { WebhookStore } from '../../adapters/dynamo-webhook-store.ts';
import type { Posted, PostMessage } from '../../adapters/guarded-post.ts';
import type { Delivery, DeliveryKey, Webhook } from '../../contracts/webhook.ts';
import { failsForLong, LEASE_MS, nextAttempt, retryAfterMs } from '../../core/webhooks/retry-schedule.ts';
import { signedHeaders } from '../../core/webhooks/sign.ts';

export interface DeliveryPorts {
  readonly webhooks: WebhookStore;
  readonly postMessage: PostMessage;
  readonly now: () => Date;
}

/** `skipped`: the delivery is not pending, or another invocation makes this attempt. */
export type AttemptResult = 'delivered' | 'failed' | 'skipped';

/**
 * Sends a message once. An attempt is recorded before it is made, with a lease, so that two invocations do not make the
 * same one; if this one dies, the next attempt is due when the lease ends.
 */
export async function attemptDelivery(ports: DeliveryPorts, key: DeliveryKey): Promise<AttemptResult> {
  const { webhooks, now } = ports;
  const delivery = await webhooks.findDelivery(key);
  if (delivery?.status !== 'PENDING' || delivery.dueAt === undefined) return 'skipped';
  if (Date.parse(delivery.dueAt) > now().getTime()) return 'skipped';
  const webhook = await webhooks.find(key);
  if (webhook?.status !== 'ENABLED') {
    const result = webhook === undefined ? 'the endpoint was deleted' : 'the endpoint is disabled';
    return giveUp(ports, delivery, result);
  }
  const claimed = {
    ...delivery,
    attempts: delivery.attempts + 1,
    dueAt: new Date(now().getTime() + LEASE_MS).toISOString(),
  };
  const { attempts, dueAt } = claimed;
  if (!(await webhooks.changeDelivery(delivery, { attempts, dueAt }))) return 'skipped';
  const posted = await post(ports, webhook, claimed);
  return settle(ports, webhook, claimed, posted);
}

async function giveUp({ webhooks, now }: DeliveryPorts, delivery: Delivery, result: string) {
  const lastAttempt = { at: now().toISOString(), result };
  await webhooks.changeDelivery(delivery, { status: 'FAILED', lastAttempt, dueAt: undefined });
  return 'failed' as const;
}

function post({ postMessage, now }: DeliveryPorts, { url, secrets }: Webhook, delivery: Delivery) {
  const { deliveryId: id, body } = delivery;
  return postMessage(url, { headers: signedHeaders({ id, body, at: now() }, secrets), body });
}

async function settle(
  ports: DeliveryPorts,
  webhook: Webhook,
  claimed: Delivery,
  posted: Posted,
): Promise<AttemptResult> {
  const { webhooks, now } = ports;
  const at = now();
  const lastAttempt = { at: at.toISOString(), result: posted.ok ? `HTTP ${posted.status}` : posted.reason };
  if (posted.ok && posted.status >= 200 && posted.status < 300) {
    await webhooks.changeDelivery(claimed, { status: 'DELIVERED', lastAttempt, dueAt: undefined });
    if (webhook.failingSince !== undefined) await webhooks.change(webhook, {}, ['failingSince']);
    return 'delivered';
  }
  const askedMs = posted.ok ? retryAfterMs(posted.retryAfter, at) : 0;
  const dueAt = nextAttempt(claimed, at, askedMs)?.toISOString();
  const status = dueAt === undefined ? 'FAILED' : 'PENDING';
  await webhooks.changeDelivery(claimed, { status, lastAttempt, dueAt });
  await noteFailure(ports, webhook, posted.ok && posted.status === 410);
  return 'failed';
}

/** Of two invocations that change the endpoint at the same time, one has no effect: the next failure is noted. */
async function noteFailure({ webhooks, now }: DeliveryPorts, webhook: Webhook, isGone: boolean) {
  const at = now();
  if (isGone || failsForLong(webhook, at)) {
    const disabledReason = isGone ? 'gone' : 'failures';
    const disabledAt = at.toISOString();
    await webhooks.change(webhook, { status: 'DISABLED', disabledReason, disabledAt, dueAt: disabledAt });
  } else if (webhook.failingSince === undefined)
    await webhooks.change(webhook, { failingSince: at.toISOString() });
}
