import { createCancelImport } from '../../commands/cancel-import.ts';
import { createEraseData } from '../../commands/erasure/erase-data.ts';
import { executions, notifyCancelled } from '../../composition/execution-ports.ts';
import {
  anyImports,
  audit,
  claims,
  eraser,
  erasures,
  importList,
  now,
  previews,
  recoveryArn,
  registry,
  resultsBucket,
  retentionDays,
  sweepImports,
  sweepPreviews,
  sweepUsers,
  sweepWebhooks,
  tenants,
  uploadsBucket,
  users,
} from '../../composition/ports.ts';
import { objectEraser, objects } from '../../composition/s3-ports.ts';
import { task } from '../../composition/task.ts';
import { EraseRequestSchema } from '../../contracts/erasure.ts';

export const handler = task('erase-data', EraseRequestSchema, createEraseData, {
  erasures,
  imports: anyImports,
  list: importList,
  previews,
  tenants,
  registry,
  users,
  claims,
  eraser,
  sweepUsers,
  sweepPreviews,
  sweepImports,
  sweepWebhooks,
  objects,
  objectEraser,
  cancel: (environment) =>
    createCancelImport({
      imports: anyImports(environment),
      executions: executions(),
      notifyCancelled: notifyCancelled(),
      recoveryArn: recoveryArn(environment),
    }),
  audit,
  uploadsBucket,
  resultsBucket,
  retentionDays,
  now,
});
