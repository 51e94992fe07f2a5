import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { UPLOADS_PREFIX } from '../lambdas/contracts/object-prefixes.ts';
import type { TaskCode } from './bundle-tasks.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { DefinedStateMachine } from './defined-state-machine.ts';
import { abortUploads, allow, executionsOf, onIndex, onTable } from './permissions.ts';
import type { Storage } from './storage.ts';
import { type Tables, UNFINISHED_INDEX } from './tables.ts';
import { TaskFunction } from './task-function.ts';
import { moveQueues, refuseTurn, tellTurn } from './turn-tasks.ts';

export interface RecoveryProps {
  readonly code: TaskCode;
  readonly storage: Storage;
  readonly tables: Tables;
  readonly userImport: sfn.StateMachine;
  /** The stage's. */
  readonly retentionDays: number;
  /** By the state that calls it: those of an ordinary end. */
  readonly functions: Readonly<
    Record<'AbortImport' | 'ReleaseTurn' | 'WriteAbortedFiles' | 'NotifyRequester', lambda.IFunction>
  >;
}

/**
 * Ends imports whose own execution could not end them. Step Functions' status change events trigger it, which are best
 * effort; a schedule finds the rest.
 */
export class Recovery extends Construct {
  readonly stateMachine: sfn.StateMachine;
  /** Status changes that never reached RecoverImport, or that it failed on. The sweep finds those imports as well. */
  readonly lost: sqs.Queue;
  readonly sweepImports: TaskFunction<'SweepImports'>;

  constructor(
    scope: Construct,
    id: string,
    { code, storage, tables, userImport, retentionDays, functions }: RecoveryProps,
  ) {
    super(scope, id);
    const { AbortImport, ReleaseTurn, WriteAbortedFiles, NotifyRequester } = functions;
    this.stateMachine = new DefinedStateMachine(this, 'Execution', {
      name: 'recover-import',
      purpose: 'What the end of an import may do that could not end itself: call the tasks of an end',
      functions: { AbortImport, ReleaseTurn, WriteAbortedFiles, NotifyRequester },
    }).stateMachine;
    const IMPORTS_TABLE = tables.imports.tableName;
    const RECOVERY_ARN = this.stateMachine.stateMachineArn;
    const recover = [
      allow(['states:StartExecution'], [RECOVERY_ARN]),
      allow(
        ['states:DescribeExecution'],
        [executionsOf(userImport, ':*'), executionsOf(this.stateMachine, ':*')],
      ),
    ];

    const recoverImport = new TaskFunction(this, 'RecoverImport', {
      code,
      environment: { IMPORTS_TABLE, RECOVERY_ARN },
      permissions: [onTable(tables.imports, 'GetItem'), ...recover],
    });
    this.lost = new DeadLetterQueue(this, 'Lost');
    recoverImport.configureAsyncInvoke({ retryAttempts: 2, onFailure: new SqsDestination(this.lost) });
    this.onEndOf('ImportEnded', userImport, ['FAILED', 'TIMED_OUT', 'ABORTED'], recoverImport);
    // One that failed, the sweep begins again: at once it would fail again.
    this.onEndOf('RecoveryEnded', this.stateMachine, ['TIMED_OUT', 'ABORTED'], recoverImport);

    const stop = allow(['states:StopExecution'], [executionsOf(userImport, ':*')]);
    this.sweepImports = new TaskFunction(this, 'SweepImports', {
      code,
      environment: { IMPORTS_TABLE, RECOVERY_ARN, STATE_MACHINE_ARN: userImport.stateMachineArn },
      permissions: [
        moveQueues(tables, 'PutItem'),
        onIndex(tables.imports, UNFINISHED_INDEX),
        tellTurn(this),
        refuseTurn(this),
        ...recover,
        allow(['states:StartExecution'], [userImport.stateMachineArn]),
        stop,
      ],
    });
    new events.Rule(this, 'Sweep', {
      description: 'Finds imports whose execution ended without an event',
      schedule: events.Schedule.rate(Duration.minutes(5)),
      targets: [new targets.LambdaFunction(this.sweepImports, { deadLetterQueue: this.lost })],
    });
    new TaskFunction(this, 'CancelImport', {
      code,
      environment: { IMPORTS_TABLE, RECOVERY_ARN, RETENTION_DAYS: retentionDays },
      permissions: [
        onTable(tables.imports, 'GetItem', 'PutItem', 'UpdateItem'),
        ...recover,
        refuseTurn(this),
        stop,
        abortUploads(storage.uploads, UPLOADS_PREFIX),
      ],
    });
  }

  /** Executions that did not end the import they were started for, in five minutes. */
  failed() {
    return this.stateMachine.metricFailed({ statistic: 'Sum', period: Duration.minutes(5) });
  }

  private onEndOf(
    id: string,
    stateMachine: sfn.StateMachine,
    status: readonly string[],
    task: lambda.IFunction,
  ) {
    new events.Rule(this, id, {
      description: 'An execution did not succeed: recovers its import if it has no final status',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [stateMachine.stateMachineArn], status: [...status] },
      },
      targets: [
        new targets.LambdaFunction(task, {
          deadLetterQueue: this.lost,
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
  }
}
