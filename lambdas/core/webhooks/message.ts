import type { StatusChanged } from '../../contracts/status-changed.ts';
import type { Delivery, Webhook, WebhookFilter } from '../../contracts/webhook.ts';
import { RETRY_MS } from './retry-schedule.ts';

export const STATUS_CHANGED_TYPE = 'import.status_changed';
export const TEST_TYPE = 'webhook.test';

/** Whether an endpoint with this filter receives the event. */
export function isWanted(
  { statuses, importTypes }: WebhookFilter,
  { status, importType }: Pick<StatusChanged, 'status' | 'importType'>,
): boolean {
  return (statuses?.includes(status) ?? true) && (importTypes?.includes(importType) ?? true);
}

export interface Message {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly data: object;
}

/** A message to an endpoint, due at once. */
export function newDelivery(
  { tenant, webhookId }: Pick<Webhook, 'tenant' | 'webhookId'>,
  { id, type, timestamp, data }: Message,
  now: Date,
): Delivery {
  return {
    tenant,
    webhookId,
    deliveryId: id,
    type,
    body: JSON.stringify({ type, timestamp, data }),
    status: 'PENDING',
    attempts: 0,
    createdAt: now.toISOString(),
    giveUpAt: new Date(now.getTime() + RETRY_MS).toISOString(),
    dueAt: now.toISOString(),
  };
}

export function messageOf(event: StatusChanged): Message {
  return { id: event.eventId, type: STATUS_CHANGED_TYPE, timestamp: event.time, data: event };
}
