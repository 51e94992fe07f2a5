import {
  fallbackAddress,
  now,
  postMessage,
  senderAddress,
  sendMail,
  tenants,
  webhooks,
} from '../../composition/ports.ts';
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
