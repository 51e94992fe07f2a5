import { claims, tenants, users } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { UpsertRequestSchema } from '../../contracts/upsert-user.ts';
import { createUpsertUser } from './handler.ts';

export const handler = task('upsert-user', UpsertRequestSchema, createUpsertUser, { tenants, users, claims });
