import * as z from 'zod';
import { TenantSchema } from './import-options.ts';
import { ImportStatusSchema } from './import-status.ts';
import { EventIdSchema } from './status-changed.ts';

const timestamp = z.iso.datetime();

export const WebhookIdSchema = z.string().regex(/^whk_[0-9a-f]{24}$/, 'a webhook id looks like whk_0a1b2c…');

/** Which events an endpoint receives. Absent: all. */
export const WebhookFilterSchema = z.object({
  statuses: z.array(ImportStatusSchema).min(1).max(20).optional(),
  importTypes: z.array(z.string().max(64)).min(1).max(20).optional(),
});
export type WebhookFilter = z.infer<typeof WebhookFilterSchema>;

const SecretSchema = z.object({
  /** `whsec_` and 32 bytes in base64. */
  secret: z.string(),
  /** Absent: it is the current one. */
  validUntil: timestamp.optional(),
});
export type WebhookSecret = z.infer<typeof SecretSchema>;

/** Why an endpoint receives nothing: the tenant has switched it off, it failed for long, or it answered 410. */
export const DisabledReasonSchema = z.enum(['tenant', 'failures', 'gone']);
export type DisabledReason = z.infer<typeof DisabledReasonSchema>;

/** An endpoint of a tenant, as kept in the webhooks table. */
export const WebhookSchema = z.object({
  webhookId: WebhookIdSchema,
  tenant: TenantSchema,
  url: z.string(),
  description: z.string().optional(),
  filter: WebhookFilterSchema,
  /** The current one first. */
  secrets: z.array(SecretSchema).min(1),
  status: z.enum(['ENABLED', 'DISABLED']),
  disabledReason: DisabledReasonSchema.optional(),
  /** When it was disabled because it failed. */
  disabledAt: timestamp.optional(),
  /** Since when every attempt has failed. */
  failingSince: timestamp.optional(),
  /** When the e-mail is due that tells the tenant that the endpoint was disabled. */
  dueAt: timestamp.optional(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Webhook = z.infer<typeof WebhookSchema>;

export const DeliveryStatusSchema = z.enum(['PENDING', 'DELIVERED', 'FAILED']);
export type DeliveryStatus = z.infer<typeof DeliveryStatusSchema>;

/** What became of an attempt. `HTTP 503`, or why there was no answer. */
export const AttemptSchema = z.object({ at: timestamp, result: z.string() });

/** A message to an endpoint. */
export const DeliverySchema = z.object({
  tenant: TenantSchema,
  webhookId: WebhookIdSchema,
  /** Also the header `webhook-id`: the same for each attempt. */
  deliveryId: EventIdSchema,
  type: z.string(),
  /** The body as it is signed and sent. */
  body: z.string(),
  status: DeliveryStatusSchema,
  attempts: z.int().nonnegative(),
  lastAttempt: AttemptSchema.optional(),
  createdAt: timestamp,
  /** The last attempt is made then. */
  giveUpAt: timestamp,
  /** Of a pending delivery: when the next attempt is due. While one is made: when it counts as lost. */
  dueAt: timestamp.optional(),
});
export type Delivery = z.infer<typeof DeliverySchema>;
export type DeliveryKey = Pick<Delivery, 'tenant' | 'webhookId' | 'deliveryId'>;

/** The `detail-type` of the event that asks for an attempt at once. */
export const DELIVERY_REQUESTED = 'Webhook Delivery Requested';
export const DeliveryRequestedSchema = z.object({
  tenant: TenantSchema,
  webhookId: WebhookIdSchema,
  deliveryId: EventIdSchema,
});
