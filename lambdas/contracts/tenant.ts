import * as z from 'zod';
import { ActorSchema } from './audit.ts';
import { TenantSchema } from './import-options.ts';

/**
 * Which tenants a stage imports for. `registered`: those that were created. `any`: each tenant that an upload names is
 * registered by it.
 */
export const TenantPolicySchema = z.enum(['registered', 'any']);
export type TenantPolicy = z.infer<typeof TenantPolicySchema>;

export const TenantStatusSchema = z.enum(['active', 'suspended']);
export type TenantStatus = z.infer<typeof TenantStatusSchema>;

/** Requests to the API a second of one tenant. */
export const RequestRateSchema = z.int().min(1).max(1000);

/** A registered tenant: what operators decide about it. What the tenant itself decides are its settings. */
export const TenantRecordSchema = z.object({
  name: TenantSchema,
  status: TenantStatusSchema,
  /** Absent: that of the stage. */
  requestsPerSecond: RequestRateSchema.optional(),
  createdAt: z.iso.datetime(),
  createdBy: ActorSchema,
  updatedAt: z.iso.datetime(),
});
export type TenantRecord = z.infer<typeof TenantRecordSchema>;
