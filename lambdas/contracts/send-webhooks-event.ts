import * as z from 'zod';
import { EVENT_SOURCE, STATUS_CHANGED, StatusChangedSchema } from './status-changed.ts';
import { DELIVERY_REQUESTED, DeliveryRequestedSchema } from './webhook.ts';

/** What invokes SendWebhooks: an import's status has changed, an attempt was asked for, or the time has come. */
export const SendWebhooksEventSchema = z.discriminatedUnion('detail-type', [
  z.object({
    source: z.literal(EVENT_SOURCE),
    'detail-type': z.literal(STATUS_CHANGED),
    detail: StatusChangedSchema,
  }),
  z.object({
    source: z.literal(EVENT_SOURCE),
    'detail-type': z.literal(DELIVERY_REQUESTED),
    detail: DeliveryRequestedSchema,
  }),
  z.object({ source: z.literal('aws.events'), 'detail-type': z.literal('Scheduled Event') }),
]);
export type SendWebhooksEvent = z.infer<typeof SendWebhooksEventSchema>;
