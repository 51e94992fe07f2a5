import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import {
  ERASURES_PREFIX,
  IMPORTS_PREFIX,
  UPLOADS_PREFIX,
  WORK_PREFIX,
} from '../lambdas/contracts/object-prefixes.ts';
import type { TaskCode } from './bundle-tasks.ts';
import { DefinedStateMachine } from './defined-state-machine.ts';
import {
  allow,
  deleteObjects,
  executionsOf,
  onIndex,
  onTable,
  readObjects,
  writeObjects,
} from './permissions.ts';
import type { Storage } from './storage.ts';
import { OPEN_INDEX, type Tables, TENANT_INDEX } from './tables.ts';
import { TaskFunction } from './task-function.ts';
import { refuseTurn } from './turn-tasks.ts';

export interface ErasureProps {
  readonly code: TaskCode;
  /** The stage's. */
  readonly retentionDays: number;
  readonly storage: Storage;
  readonly tables: Tables;
  readonly userImport: sfn.StateMachine;
  readonly recovery: sfn.StateMachine;
}

/** Erases users and tenants. Only this part of the stack may delete files and imports. */
export class Erasure extends Construct {
  readonly stateMachine: sfn.StateMachine;

  constructor(scope: Construct, id: string, props: ErasureProps) {
    super(scope, id);
    const { code, retentionDays, storage, tables, userImport, recovery } = props;
    const EraseData = new TaskFunction(this, 'EraseData', {
      code,
      environment: {
        IMPORTS_TABLE: tables.imports.tableName,
        USERS_TABLE: tables.users.tableName,
        PREVIEWS_TABLE: tables.previews.tableName,
        WEBHOOKS_TABLE: tables.webhooks.tableName,
        UPLOADS_BUCKET: storage.uploads.bucketName,
        RESULTS_BUCKET: storage.results.bucketName,
        RECOVERY_ARN: recovery.stateMachineArn,
        RETENTION_DAYS: retentionDays,
      },
      permissions: [
        onTable(tables.imports, 'GetItem', 'PutItem', 'UpdateItem', 'Query', 'Scan', 'BatchWriteItem'),
        onIndex(tables.imports, TENANT_INDEX),
        onIndex(tables.imports, OPEN_INDEX),
        onTable(
          tables.users,
          'BatchGetItem',
          'PutItem',
          'UpdateItem',
          'DeleteItem',
          'Scan',
          'BatchWriteItem',
        ),
        onTable(tables.previews, 'BatchGetItem', 'DeleteItem', 'Scan', 'BatchWriteItem'),
        // It asks for the keys only: the items contain secrets.
        onTable(tables.webhooks, 'Query', 'BatchWriteItem'),
        ...readObjects(storage.uploads, UPLOADS_PREFIX),
        deleteObjects(storage.uploads, UPLOADS_PREFIX),
        // The bucket has versions: without it, a deletion only adds a marker.
        allow(['s3:DeleteObjectVersion'], [storage.uploads.arnForObjects(`${UPLOADS_PREFIX}*`)]),
        allow(['s3:ListBucket'], [storage.results.bucketArn]),
        deleteObjects(storage.results, IMPORTS_PREFIX, WORK_PREFIX),
        writeObjects(storage.results, ERASURES_PREFIX),
        // It cancels the open imports of a tenant.
        refuseTurn(this),
        allow(['states:StartExecution'], [recovery.stateMachineArn]),
        allow(['states:DescribeExecution'], [executionsOf(userImport, ':*'), executionsOf(recovery, ':*')]),
        allow(['states:StopExecution'], [executionsOf(userImport, ':*')]),
      ],
    });
    this.stateMachine = new DefinedStateMachine(this, 'Execution', {
      name: 'erase-data',
      purpose: 'What an erasure may do: call the task that deletes',
      functions: { EraseData },
    }).stateMachine;
  }

  /** Erasures that did not come to their end, in five minutes. */
  failed() {
    return this.stateMachine.metricFailed({ statistic: 'Sum', period: Duration.minutes(5) });
  }
}
