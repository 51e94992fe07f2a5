/** What an operator, the command line or the page may ask of a tenant's settings, and the answers: a refusal is a value. */
import * as z from 'zod';
import { TenantSchema } from './import-options.ts';
import { TenantLimitsSchema, TenantSettingsSchema } from './tenant-settings.ts';

/** The lists among the settings, by their own names. */
export const SettingsListSchema = TenantSettingsSchema.omit({
  limits: true,
  retentionDays: true,
  encoding: true,
  locale: true,
  fullResults: true,
  rememberColumns: true,
  reviewRequired: true,
}).keyof();
export type SettingsList = z.infer<typeof SettingsListSchema>;

/** One edit. What it carries is judged as a part of the settings, so that a wrong value is answered and not thrown. */
export const TenantEditSchema = z.discriminatedUnion('edit', [
  /** All settings at once: what is left out falls back to its default, API keys included. */
  z.strictObject({ edit: z.literal('replace'), settings: z.unknown() }),
  /** Without effect when the very same entry is there. */
  z.strictObject({ edit: z.literal('add'), list: SettingsListSchema, entry: z.unknown() }),
  /** `key`: the entry's id or name, or the entry itself where it is a text. */
  z.strictObject({ edit: z.literal('remove'), list: SettingsListSchema, key: z.string() }),
  z.strictObject({ edit: z.literal('limit'), name: TenantLimitsSchema.keyof(), value: z.unknown() }),
]);
export type TenantEdit = z.infer<typeof TenantEditSchema>;

/** The input of edit-tenant: all edits are made, in this order, or none. Without any it answers the settings. */
export const TenantRequestSchema = z.strictObject({
  tenant: TenantSchema,
  edits: z.array(TenantEditSchema).max(2000).default([]),
  /** Edit nothing unless this is the version of the settings still, as an answer named it. */
  expectedVersion: z.number().int().nonnegative().optional(),
});
export type TenantRequest = z.infer<typeof TenantRequestSchema>;

export const EditRefusalSchema = z.enum(['InvalidSettings', 'AlreadyExists', 'NotFound', 'Changed']);
export type EditRefusal = z.infer<typeof EditRefusalSchema>;

/** The answer of edit-tenant. */
export const TenantAnswerSchema = z.discriminatedUnion('accepted', [
  z.object({
    accepted: z.literal(true),
    settings: TenantSettingsSchema,
    /** Rises with each change; 0 for a tenant without settings of its own. */
    version: z.number().int().nonnegative(),
  }),
  z.object({ accepted: z.literal(false), code: EditRefusalSchema, message: z.string() }),
]);
export type TenantAnswer = z.infer<typeof TenantAnswerSchema>;

export const ApiKeyRefusalSchema = z.object({
  code: z.enum([
    'TooManyRights',
    'TooManyKeys',
    'InvalidKey',
    'AlreadyExists',
    'NoSuchKey',
    'Revoked',
    'Changed',
  ]),
  message: z.string(),
  /** The part of the request that is wrong, such as `permissions`. */
  field: z.string().optional(),
});
export type ApiKeyRefusal = z.infer<typeof ApiKeyRefusalSchema>;
