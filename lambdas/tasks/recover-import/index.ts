import { executions } from '../../composition/execution-ports.ts';
import { anyImports, recoveryArn } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { ExecutionStatusEventSchema } from '../../contracts/execution-status-event.ts';
import { createRecoverImport } from './handler.ts';

export const handler = task('recover-import', ExecutionStatusEventSchema, createRecoverImport, {
  imports: anyImports,
  executions,
  recoveryArn,
});
