import { fetchFile } from '../../composition/network-ports.ts';
import {
  apiKeys,
  claims,
  imports,
  now,
  registry,
  requestsPerSecond,
  tenantPolicy,
  tenants,
  uploadsBucket,
  users,
  wait,
  writeConcurrency,
} from '../../composition/ports.ts';
import { objects } from '../../composition/s3-ports.ts';
import { task } from '../../composition/task.ts';
import { FunctionUrlEventSchema } from '../../contracts/function-url-event.ts';
import { createGroupMembersApi } from './handler.ts';

export const handler = task('group-members-api', FunctionUrlEventSchema, createGroupMembersApi, {
  tenants,
  registry,
  tenantPolicy,
  apiKeys,
  requestsPerSecond,
  users,
  claims,
  objects,
  imports,
  fetch: fetchFile,
  uploadsBucket,
  writeConcurrency,
  now,
  wait,
});
