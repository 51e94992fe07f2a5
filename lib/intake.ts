import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { UPLOADS_PREFIX } from '../lambdas/contracts/object-prefixes.ts';
import type { TaskCode } from './bundle-tasks.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { allow, onIndex, onTable, readObjects } from './permissions.ts';
import type { StageConfig } from './stage-config.ts';
import type { Storage } from './storage.ts';
import { OPEN_INDEX, type Tables } from './tables.ts';
import { TaskFunction } from './task-function.ts';

export interface IntakeProps {
  readonly config: StageConfig;
  readonly code: TaskCode;
  readonly storage: Storage;
  readonly tables: Tables;
  readonly stateMachine: sfn.IStateMachine;
}

/** From an uploaded object to a running import. An event that cannot be processed is kept in one of two queues. */
export class Intake extends Construct {
  readonly startImport: TaskFunction<'StartImport'>;
  /** Events that EventBridge could not deliver. */
  readonly undelivered: sqs.Queue;
  /** Events for which StartImport failed three times, with its error; also uploads whose key it does not understand. */
  readonly failedStarts: sqs.Queue;

  constructor(scope: Construct, id: string, props: IntakeProps) {
    super(scope, id);
    const { config, code, storage, tables, stateMachine } = props;
    this.undelivered = new DeadLetterQueue(this, 'Undelivered');
    this.failedStarts = new DeadLetterQueue(this, 'FailedStarts');

    this.startImport = new TaskFunction(this, 'StartImport', {
      code,
      environment: {
        IMPORTS_TABLE: tables.imports.tableName,
        STATE_MACHINE_ARN: stateMachine.stateMachineArn,
        RETENTION_DAYS: config.retentionDays,
        TENANTS: config.tenants,
      },
      permissions: [
        ...readObjects(storage.uploads, UPLOADS_PREFIX),
        onTable(tables.imports, 'GetItem', 'PutItem', 'UpdateItem'),
        onIndex(tables.imports, OPEN_INDEX),
        allow(['states:StartExecution'], [stateMachine.stateMachineArn]),
      ],
    });
    this.startImport.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(this.failedStarts),
    });

    new events.Rule(this, 'UploadArrived', {
      description: 'A file was uploaded: start its import',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          // All keys: StartImport reports an upload whose key it does not understand, such as Partners/….
          bucket: { name: [storage.uploads.bucketName] },
        },
      },
      targets: [
        new targets.LambdaFunction(this.startImport, {
          deadLetterQueue: this.undelivered,
          // Both are the most that EventBridge offers: an upload is worth a day of trying.
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
  }
}
