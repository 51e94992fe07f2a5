/** What an operator, or the command line, may ask about registered tenants and their API keys, and the answers. */
import * as z from 'zod';
import { ApiKeyNameSchema, ApiKeySchema, GRACE_MINUTES } from './api-key.ts';
import { ImportIdSchema } from './import.ts';
import { TenantSchema } from './import-options.ts';
import { PermissionSchema, TenantRoleSchema } from './permissions.ts';
import { RequestRateSchema, TenantRecordSchema, TenantStatusSchema } from './tenant.ts';

const tenant = TenantSchema;
/** The id of a key, or its name. */
const key = z.string().min(1).max(120);

/** The input of manage-tenants. */
export const ManageTenantsRequestSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('create-tenant'),
    tenant,
    requestsPerSecond: RequestRateSchema.optional(),
  }),
  z.strictObject({
    action: z.literal('change-tenant'),
    tenant,
    status: TenantStatusSchema.optional(),
    /** `null`: that of the stage. */
    requestsPerSecond: RequestRateSchema.nullable().optional(),
  }),
  /** By name, after the tenant `after`. */
  z.strictObject({ action: z.literal('list-tenants'), after: tenant.optional() }),
  z.strictObject({
    action: z.literal('create-api-key'),
    tenant,
    name: ApiKeyNameSchema,
    role: TenantRoleSchema.optional(),
    permissions: z.array(PermissionSchema).optional(),
    importTypes: z.array(z.string()).min(1).optional(),
    validUntil: z.iso.datetime().optional(),
  }),
  z.strictObject({ action: z.literal('list-api-keys'), tenant }),
  z.strictObject({
    action: z.literal('rotate-api-key'),
    tenant,
    key,
    graceMinutes: z.int().min(0).max(GRACE_MINUTES.most).default(GRACE_MINUTES.byDefault),
  }),
  z.strictObject({ action: z.literal('revoke-api-key'), tenant, key }),
  /** A session of the tenant for the API, as an operator gets one; or of the tenant that an import belongs to. */
  z.strictObject({
    action: z.literal('create-session'),
    of: z.union([z.strictObject({ tenant }), z.strictObject({ importId: ImportIdSchema })]),
  }),
]);
export type ManageTenantsRequest = z.output<typeof ManageTenantsRequestSchema>;

/** A key as it may be shown: without its hashes. Who created a key in the settings is not known. */
export const ListedKeySchema = ApiKeySchema.omit({ sha256: true, previous: true }).partial({
  createdBy: true,
});
export type ListedKey = z.infer<typeof ListedKeySchema>;

export const ManageTenantsAnswerSchema = z.discriminatedUnion('accepted', [
  z.object({
    accepted: z.literal(true),
    /** That was created or changed. */
    tenant: TenantRecordSchema.optional(),
    tenants: z.array(TenantRecordSchema).optional(),
    /** Ask for the tenants after this one. */
    next: z.string().optional(),
    apiKeys: z.array(ListedKeySchema).optional(),
    /** That was created or rotated. */
    apiKey: ListedKeySchema.optional(),
    /** That was created. */
    session: z.object({ tenant: z.string(), id: z.string(), validUntil: z.iso.datetime() }).optional(),
    /** The key or the token itself: here only. */
    token: z.string().optional(),
  }),
  z.object({ accepted: z.literal(false), code: z.string(), message: z.string() }),
]);
export type ManageTenantsAnswer = z.infer<typeof ManageTenantsAnswerSchema>;
