import type * as z from 'zod';
import { ImportSchema } from './import.ts';

/** What operators see of an import in a list of all tenants: no file name, no value of a file. The index `byDay` has it. */
export const StageImportSchema = ImportSchema.pick({
  importId: true,
  tenant: true,
  importType: true,
  status: true,
  attempt: true,
  counts: true,
  createdAt: true,
  startedAt: true,
  endedAt: true,
});
export type StageImport = z.infer<typeof StageImportSchema>;

/** Attributes that the index has besides its keys. */
export const STAGE_ATTRIBUTES: readonly string[] = Object.keys(StageImportSchema.shape).filter(
  (name) => name !== 'importId',
);
