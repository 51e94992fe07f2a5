import { imports, maxFileBytes, now, registry, tenants } from '../../composition/ports.ts';
import { objects } from '../../composition/s3-ports.ts';
import { task } from '../../composition/task.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createInspectFile } from './handler.ts';

export const handler = task('inspect-file', AttemptReferenceSchema, createInspectFile, {
  objects,
  imports,
  tenants,
  registry,
  maxFileBytes,
  now,
});
