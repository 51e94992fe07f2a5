import { answer } from '../../../client/connect.ts';
import type { RollcallClient } from '../../../client/rollcall-client.ts';
import type { components } from '../../../client/schema.ts';

type Delivery = components['schemas']['WebhookDelivery'];

export interface Undelivered extends Delivery {
  readonly webhookId: string;
  readonly url: string;
}

/** Of each status. */
const MOST_PER_WEBHOOK = 50;

/** Messages of a tenant that were given up, and those that failed and are tried again. The newest first. */
export async function listUndelivered({
  http,
}: Pick<RollcallClient, 'http'>): Promise<readonly Undelivered[]> {
  const { webhooks } = await answer(http.GET('/v1/webhooks'));
  const lists = await Promise.all(
    webhooks.flatMap(({ id: webhookId, url }) =>
      (['failed', 'pending'] as const).map(async (status) => {
        const params = { path: { webhookId }, query: { status, limit: MOST_PER_WEBHOOK } };
        const found = await answer(http.GET('/v1/webhooks/{webhookId}/deliveries', { params }));
        return found.deliveries.map((delivery) => ({ ...delivery, webhookId, url }));
      }),
    ),
  );
  return lists
    .flat()
    .filter(({ status, attempts }) => status === 'FAILED' || attempts > 0)
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}
