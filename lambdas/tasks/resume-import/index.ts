import { createResumeImport } from '../../commands/resume-import.ts';
import {
  executions,
  imports,
  now,
  objects,
  resultsBucket,
  stateMachineArn,
  turns,
} from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { ImportCommandSchema } from '../../contracts/import-commands.ts';

export const handler = task('resume-import', ImportCommandSchema, createResumeImport, {
  imports,
  turns,
  objects,
  executions,
  resultsBucket,
  stateMachineArn,
  now,
});
