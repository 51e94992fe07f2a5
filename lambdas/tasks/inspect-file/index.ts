import { imports, maxFileBytes, now, objects, tenants } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createInspectFile } from './handler.ts';

export const handler = task('inspect-file', AttemptReferenceSchema, createInspectFile, {
  objects,
  imports,
  tenants,
  maxFileBytes,
  now,
});
