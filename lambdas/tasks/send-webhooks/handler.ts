import type { SendWebhooksEvent } from '../../contracts/send-webhooks-event.ts';
import { STATUS_CHANGED, type StatusChanged } from '../../contracts/status-changed.ts';
import { DELIVERY_REQUESTED } from '../../contracts/webhook.ts';
import { isWanted, messageOf, newDelivery } from '../../core/webhooks/message.ts';
import { attemptDelivery } from '../../notification/webhooks/attempt-delivery.ts';
import { type SendDuePorts, sendDue } from '../../notification/webhooks/send-due.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';

export type SendWebhooksPorts = SendDuePorts;

/**
 * Sends messages to the endpoints of tenants. A message is stored before its first attempt, so that it is sent also if
 * this function dies; the schedule makes all later attempts.
 */
export function createSendWebhooks(ports: SendWebhooksPorts) {
  return async (
    event: SendWebhooksEvent,
    { remainingMs }: Pick<TaskRuntime, 'remainingMs'>,
  ): Promise<void> => {
    switch (event['detail-type']) {
      case STATUS_CHANGED:
        return sendEvent(ports, event.detail);
      case DELIVERY_REQUESTED:
        await attemptDelivery(ports, event.detail);
        return;
      default:
        return sendDue(ports, remainingMs);
    }
  };
}

async function sendEvent(ports: SendWebhooksPorts, event: StatusChanged): Promise<void> {
  const { webhooks, now } = ports;
  const all = await webhooks.list(event.tenant);
  const wanted = all.filter(({ status, filter }) => status === 'ENABLED' && isWanted(filter, event));
  await Promise.all(
    wanted.map(async (webhook) => {
      const delivery = newDelivery(webhook, messageOf(event), now());
      // The event came again: its message is on its way.
      if (await webhooks.addDelivery(delivery)) await attemptDelivery(ports, delivery);
    }),
  );
}
