import * as z from 'zod';
import { executions, notifyConfirmed, turnPorts } from '../../composition/execution-ports.ts';
import { recoveryArn, stateMachineArn } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { createSweepImports } from './handler.ts';

/** The schedule's event carries nothing that the sweep needs. */
const ScheduleEventSchema = z.unknown();

export const handler = task('sweep-imports', ScheduleEventSchema, createSweepImports, {
  ...turnPorts,
  executions,
  notifyConfirmed,
  stateMachineArn,
  recoveryArn,
});
