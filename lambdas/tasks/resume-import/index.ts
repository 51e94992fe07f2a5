import { audited } from '../../commands/audit.ts';
import { createResumeImport } from '../../commands/resume-import.ts';
import { executions } from '../../composition/execution-ports.ts';
import { audit, imports, now, resultsBucket, stateMachineArn, turns } from '../../composition/ports.ts';
import { objects } from '../../composition/s3-ports.ts';
import { task } from '../../composition/task.ts';
import { ImportCommandSchema } from '../../contracts/import-commands.ts';

const create = audited('resumeImport', createResumeImport, ({ resumed }) => resumed);

export const handler = task('resume-import', ImportCommandSchema, create, {
  audit,
  imports,
  turns,
  objects,
  executions,
  resultsBucket,
  stateMachineArn,
  now,
});
