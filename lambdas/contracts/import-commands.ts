/** What an operator, the command line or the page may ask of an import, and the answers: a refusal is a value. */
import * as z from 'zod';
import { ImportIdSchema } from './import.ts';
import { TenantSchema } from './import-options.ts';
import { ImportStatusSchema } from './import-status.ts';

/**
 * A command about an import. The caller names the tenant as well: for another tenant's import the answer is that there is
 * no such import.
 */
export const ImportCommandSchema = z.object({ importId: ImportIdSchema, tenant: TenantSchema });
export type ImportCommand = z.infer<typeof ImportCommandSchema>;

export const CancelCommandSchema = ImportCommandSchema.extend({
  /** Only this attempt is cancelled. Absent: the latest one. */
  attempt: z.number().int().positive().optional(),
});
export type CancelCommand = z.infer<typeof CancelCommandSchema>;

/** The answer of cancel-import. */
export const CancelAnswerSchema = z.discriminatedUnion('accepted', [
  /** It is being stopped: it ends as CANCELLED, unless its last record was faster. */
  z.object({ accepted: z.literal(true) }),
  z.object({
    accepted: z.literal(false),
    code: z.enum(['NoSuchImport', 'AlreadyEnded']),
    message: z.string(),
    status: ImportStatusSchema.optional(),
  }),
]);
export type CancelAnswer = z.infer<typeof CancelAnswerSchema>;

/** The answer of confirm-import. */
export const ConfirmAnswerSchema = z.discriminatedUnion('confirmed', [
  z.object({ confirmed: z.literal(true) }),
  z.object({
    confirmed: z.literal(false),
    code: z.enum(['NoSuchImport', 'NotWaiting']),
    message: z.string(),
    status: ImportStatusSchema.optional(),
  }),
]);
export type ConfirmAnswer = z.infer<typeof ConfirmAnswerSchema>;

/** The answer of resume-import. */
export const ResumeAnswerSchema = z.discriminatedUnion('resumed', [
  z.object({ resumed: z.literal(true), attempt: z.number().int(), executionArn: z.string() }),
  z.object({
    resumed: z.literal(false),
    code: z.enum(['NoSuchImport', 'NotResumable', 'SourceChanged']),
    message: z.string(),
    status: ImportStatusSchema.optional(),
  }),
]);
export type ResumeAnswer = z.infer<typeof ResumeAnswerSchema>;

/** The answer to an operator who releases the turn of an import. `ending`: its end was started, and releases its turn. */
export type ReleaseAnswer =
  | { readonly released: true }
  | { readonly released: false; readonly ending: true }
  | {
      readonly released: false;
      readonly ending: false;
      readonly code: 'NoTurn' | 'Running' | 'NotStarted';
      readonly message: string;
    };
