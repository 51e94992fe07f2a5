import { CREATED_AT, ENDED_AT, EVENT_ID, type Examples } from './values.ts';

const WEBHOOK = {
  id: 'whk_7a3c5e9012bd4f68e1c09ab7',
  url: 'https://app.example.com/rollcall',
  statuses: ['COMPLETED', 'COMPLETED_WITH_ERRORS', 'REJECTED'],
  enabled: true,
  secrets: 1,
  createdAt: CREATED_AT,
};
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

export const WEBHOOK_EXAMPLES: Examples = {
  createWebhook: {
    body: { url: WEBHOOK.url, statuses: WEBHOOK.statuses },
    answer: { ...WEBHOOK, secret: SECRET },
  },
  listWebhooks: { answer: { webhooks: [WEBHOOK] } },
  getWebhook: { answer: WEBHOOK },
  changeWebhook: {
    body: { description: 'CRM', enabled: false },
    answer: { ...WEBHOOK, description: 'CRM', enabled: false, disabledReason: 'tenant' },
  },
  rotateWebhookSecret: {
    body: { overlapHours: 24 },
    answer: { secret: SECRET, lastSecretUntil: '2026-03-03T09:15:00.000Z' },
  },
  testWebhook: { answer: { id: EVENT_ID } },
  listWebhookDeliveries: {
    answer: {
      deliveries: [
        {
          id: EVENT_ID,
          type: 'import.status_changed',
          status: 'DELIVERED',
          attempts: 1,
          lastAttempt: { at: ENDED_AT, result: 'HTTP 204' },
          createdAt: ENDED_AT,
        },
      ],
    },
  },
  resendWebhookDelivery: { answer: { id: EVENT_ID } },
};
