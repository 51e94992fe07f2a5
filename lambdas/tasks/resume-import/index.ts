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
import { ImportReferenceSchema } from '../../contracts/state-payloads.ts';
import { createResumeImport } from './handler.ts';

export const handler = task('resume-import', ImportReferenceSchema, createResumeImport, {
  imports,
  turns,
  objects,
  executions,
  resultsBucket,
  stateMachineArn,
  now,
});
