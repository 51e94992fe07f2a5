import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { UPLOADS_PREFIX, WORK_PREFIX } from '../lambdas/contracts/object-prefixes.ts';
import type { TaskCode } from './bundle-tasks.ts';
import { allow, onTable, readObjects } from './permissions.ts';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';
import { TaskFunction } from './task-function.ts';

export interface ResumptionProps {
  readonly code: TaskCode;
  readonly storage: Storage;
  readonly tables: Tables;
  readonly stateMachine: sfn.StateMachine;
  /** The stage's. */
  readonly retentionDays: number;
}

/** From an import that was aborted, stopped or cancelled to one that runs again. */
export class Resumption extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { code, storage, tables, stateMachine, retentionDays }: ResumptionProps,
  ) {
    super(scope, id);
    new TaskFunction(this, 'ResumeImport', {
      code,
      environment: {
        IMPORTS_TABLE: tables.imports.tableName,
        RESULTS_BUCKET: storage.results.bucketName,
        STATE_MACHINE_ARN: stateMachine.stateMachineArn,
        RETENTION_DAYS: retentionDays,
      },
      permissions: [
        ...readObjects(storage.uploads, UPLOADS_PREFIX),
        ...readObjects(storage.results, WORK_PREFIX),
        onTable(tables.imports, 'GetItem', 'PutItem', 'UpdateItem'),
        allow(['states:StartExecution'], [stateMachine.stateMachineArn]),
      ],
    });
  }
}
