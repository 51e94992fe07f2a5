import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { UPLOADS_PREFIX } from '../lambdas/contracts/object-prefixes.ts';
import type { TaskCode } from './bundle-tasks.ts';
import { onIndex, onTable, readObjects, writeObjects } from './permissions.ts';
import type { StageConfig } from './stage-config.ts';
import type { Storage } from './storage.ts';
import { REQUEST_INDEX, type Tables } from './tables.ts';
import { TaskFunction } from './task-function.ts';

export interface GroupMembersApiProps {
  readonly config: StageConfig;
  readonly code: TaskCode;
  readonly storage: Storage;
  readonly tables: Tables;
}

/** The HTTP API of the social network: one function behind a URL of its own. */
export class GroupMembersApi extends Construct {
  readonly task: TaskFunction<'GroupMembersApi'>;
  readonly url: string;

  constructor(scope: Construct, id: string, { config, code, storage, tables }: GroupMembersApiProps) {
    super(scope, id);
    this.task = new TaskFunction(this, 'GroupMembersApi', {
      code,
      environment: {
        IMPORTS_TABLE: tables.imports.tableName,
        USERS_TABLE: tables.users.tableName,
        UPLOADS_BUCKET: storage.uploads.bucketName,
        WRITE_CONCURRENCY: config.writeConcurrency,
        TENANTS: config.tenants,
        REQUESTS_PER_SECOND: config.requestsPerSecond,
      },
      maxInstances: config.apiConcurrency,
      permissions: [
        ...readObjects(storage.uploads, UPLOADS_PREFIX),
        // What does not fit into a request becomes an upload of its tenant.
        writeObjects(storage.uploads, UPLOADS_PREFIX),
        // To note when a key was used.
        onTable(tables.imports, 'GetItem', 'UpdateItem'),
        onIndex(tables.imports, REQUEST_INDEX),
        onTable(tables.users, 'BatchGetItem', 'PutItem', 'UpdateItem'),
      ],
    });
    // Its callers are no principals of AWS: they have API keys, which the function itself asks for.
    this.url = this.task.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE }).url;
  }
}
