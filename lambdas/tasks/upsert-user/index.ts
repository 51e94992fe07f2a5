import { createUpsertUser } from '../../commands/upsert-user/upsert-user.ts';
import { claims, tenants, users } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { UpsertRequestSchema } from '../../contracts/upsert-user.ts';

export const handler = task('upsert-user', UpsertRequestSchema, createUpsertUser, { tenants, users, claims });
