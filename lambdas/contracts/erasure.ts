/** Erasures: of one user or of a whole tenant, by the state machine `erase-data`. */
import * as z from 'zod';
import { ActorSchema } from './audit.ts';
import { TenantSchema } from './import-options.ts';

export const ErasureIdSchema = z
  .string()
  .regex(/^ers_[0-9a-f]{24}$/, 'an erasure id is ers_ and 24 hex digits');

/** In this order; those of a user are USER_PHASES, those of a tenant TENANT_PHASES. */
export const ErasurePhaseSchema = z.enum([
  'user',
  'imports',
  'writers',
  'previews',
  'files',
  'users',
  'leftovers',
  'import-items',
  'tenant-items',
  'users-again',
  'report',
  'done',
]);
export type ErasurePhase = z.infer<typeof ErasurePhaseSchema>;

export const USER_PHASES: readonly ErasurePhase[] = [
  'user',
  'previews',
  'writers',
  'leftovers',
  'files',
  'report',
  'done',
];
export const TENANT_PHASES: readonly ErasurePhase[] = [
  'imports',
  'writers',
  'users',
  'previews',
  'files',
  'import-items',
  'tenant-items',
  'users-again',
  'report',
  'done',
];

/** What was deleted, by kind. A retry counts what it deletes again. */
export const ErasureCountsSchema = z.record(z.string(), z.int().nonnegative());
export type ErasureCounts = z.infer<typeof ErasureCountsSchema>;

/** How far a phase is: by segment of a scan, the last key that was read, or `null` when the segment is done. */
export const ErasureCursorSchema = z.record(z.string(), z.string().nullable());
export type ErasureCursor = z.infer<typeof ErasureCursorSchema>;

/** An erasure in the imports table. */
export const ErasureSchema = z.object({
  erasureId: ErasureIdSchema,
  tenant: TenantSchema,
  /** Of a user. Absent: the whole tenant is erased. The key is deleted with the last phase. */
  user: z.object({ importType: z.string(), userKey: z.string() }).optional(),
  kind: z.enum(['user', 'tenant']),
  /** Whether the files of imports are deleted before they expire. Always for a tenant. */
  withFiles: z.boolean(),
  phase: ErasurePhaseSchema,
  cursor: ErasureCursorSchema.default({}),
  counts: ErasureCountsSchema.default({}),
  /** A concurrent writer has created the user again. */
  createdAgain: z.boolean().optional(),
  by: ActorSchema,
  executionArn: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
});
export type Erasure = z.infer<typeof ErasureSchema>;

/** The input of erase-data. */
export const EraseRequestSchema = z.object({
  erasureId: ErasureIdSchema,
  /** Whether every function that was running when the phase `writers` began has ended. */
  writersGone: z.boolean(),
});
export type EraseRequest = z.infer<typeof EraseRequestSchema>;

/** What the state machine does next. */
export const EraseAnswerSchema = z.object({
  next: z.enum(['CONTINUE', 'WAIT_FOR_IMPORTS', 'WAIT_FOR_WRITERS', 'DONE']),
});
export type EraseAnswer = z.infer<typeof EraseAnswerSchema>;
