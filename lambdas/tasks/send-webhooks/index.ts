import { sendMail } from '../../composition/mail-ports.ts';
import { postMessage } from '../../composition/network-ports.ts';
import { fallbackAddress, now, senderAddress, tenants, webhooks } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { SendWebhooksEventSchema } from '../../contracts/send-webhooks-event.ts';
import { createSendWebhooks } from './handler.ts';

export const handler = task('send-webhooks', SendWebhooksEventSchema, createSendWebhooks, {
  webhooks,
  postMessage,
  tenants,
  sendMail,
  senderAddress,
  fallbackAddress,
  now,
});
