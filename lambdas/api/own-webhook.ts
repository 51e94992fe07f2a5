import type { Webhook } from '../contracts/webhook.ts';
import type { Bearer } from './bearer.ts';
import type { ApiPorts } from './ports.ts';
import { Problem } from './problem.ts';

/**
 * The endpoint that a request names. Those of other tenants do not exist for the caller.
 * @throws Problem not-found
 */
export async function readOwnWebhook(
  { webhooks }: Pick<ApiPorts, 'webhooks'>,
  { tenant }: Bearer,
  webhookId: string,
): Promise<Webhook> {
  const webhook = await webhooks.find({ tenant, webhookId });
  if (webhook === undefined) throw new Problem('not-found', `There is no webhook ${webhookId}.`);
  return webhook;
}

/** @throws Problem conflict if another request changes the endpoint at the same time */
export async function changeWebhook(
  { webhooks }: Pick<ApiPorts, 'webhooks'>,
  ...change: Parameters<ApiPorts['webhooks']['change']>
): Promise<void> {
  if (await webhooks.change(...change)) return;
  throw new Problem(
    'conflict',
    'Another request changed the webhook at the same time. Send the request again.',
  );
}
