import { createCancelWithUpload } from '../../commands/abort-upload.ts';
import { audited } from '../../commands/audit.ts';
import { executions, notifyCancelled } from '../../composition/execution-ports.ts';
import { anyImports, audit, recoveryArn } from '../../composition/ports.ts';
import { multipart } from '../../composition/s3-ports.ts';
import { task } from '../../composition/task.ts';
import { CancelCommandSchema } from '../../contracts/import-commands.ts';

const create = audited('cancelImport', createCancelWithUpload, ({ accepted }) => accepted);

export const handler = task('cancel-import', CancelCommandSchema, create, {
  audit,
  imports: anyImports,
  executions,
  multipart,
  notifyCancelled,
  recoveryArn,
});
