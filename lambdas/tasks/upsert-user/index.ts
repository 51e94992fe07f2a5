import { claims, tenants, users } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { UpsertRequestSchema } from '../../contracts/upsert-user.ts';
import { createUpsertUserTask } from './handler.ts';

export const handler = task('upsert-user', UpsertRequestSchema, createUpsertUserTask, {
  tenants,
  users,
  claims,
});
