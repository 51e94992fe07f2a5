import type { TenantStore } from '../../adapters/dynamo-tenant-store.ts';
import type { WebhookStore } from '../../adapters/dynamo-webhook-store.ts';
import type { SendMail } from '../../adapters/ses-mailer.ts';
import type { Webhook } from '../../contracts/webhook.ts';
import { FAILING_MS } from '../../core/webhooks/retry-schedule.ts';
import { html, page } from '../html.ts';
import { domainOf } from '../recipients.ts';

export interface DisabledMailPorts {
  readonly webhooks: Pick<WebhookStore, 'find' | 'change'>;
  readonly tenants: Pick<TenantStore, 'read'>;
  readonly sendMail: SendMail;
  readonly senderAddress: string;
  readonly fallbackAddress: string;
  readonly now: () => Date;
}

/** If the e-mail cannot be sent, or the function dies. */
const AGAIN_MS = 3_600_000;

/**
 * Tells the tenant by e-mail that an endpoint was disabled. It is due until it is recorded as sent: if the function dies in
 * between, it is sent again an hour later, under the same Message-ID.
 */
export async function tellDisabled(
  ports: DisabledMailPorts,
  key: Pick<Webhook, 'tenant' | 'webhookId'>,
): Promise<void> {
  const { webhooks, now } = ports;
  const webhook = await webhooks.find(key);
  if (webhook?.dueAt === undefined || Date.parse(webhook.dueAt) > now().getTime()) return;
  const dueAt = new Date(now().getTime() + AGAIN_MS).toISOString();
  if (!(await webhooks.change(webhook, { dueAt }))) return;
  if (webhook.status === 'DISABLED') {
    const { notify } = await ports.tenants.read(webhook.tenant);
    const to = notify.length === 0 ? [ports.fallbackAddress] : notify;
    await ports.sendMail({ ...compose(webhook, ports.senderAddress), from: ports.senderAddress, to });
  }
  const told = await webhooks.find(key);
  // Unless it was enabled, or disabled again, in between.
  if (told?.dueAt === dueAt) await webhooks.change(told, {}, ['dueAt']);
}

function compose({ webhookId, tenant, url, disabledReason, disabledAt = '' }: Webhook, sender: string) {
  const host = new URL(url).host;
  const subject = `Rollcall: the webhook for ${host} was disabled`;
  const cause =
    disabledReason === 'gone'
      ? `${host} has answered with HTTP status 410, which means that it wants no more messages.`
      : `No message to ${host} was accepted for ${FAILING_MS / 86_400_000} days.`;
  const lines = [
    `The webhook ${webhookId} of tenant ${tenant} was disabled. ${cause}`,
    'It receives no further messages. Imports are not affected.',
    `To use it again, fix the endpoint, enable it with PATCH /v1/webhooks/${webhookId} {"enabled": true}, and send the failed messages again: GET /v1/webhooks/${webhookId}/deliveries?status=failed lists them.`,
  ];
  return {
    subject,
    text: `${lines.join('\n\n')}\n`,
    html: page(subject, [html`<h1>${subject}</h1>`, ...lines.map((line) => html`<p>${line}</p>`)]),
    messageId: `<${webhookId}.${Date.parse(disabledAt)}@${domainOf(sender)}>`,
    attachments: [],
  };
}
