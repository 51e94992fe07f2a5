import { type CfnStage, HttpApi, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IMPORTS_PREFIX, UPLOADS_PREFIX, WORK_PREFIX } from '../lambdas/contracts/object-prefixes.ts';
import type { TaskCode } from './bundle-tasks.ts';
import { type DeadLetterQueues, deadLetterPlaces, workOffLetters } from './dead-letter-queues.ts';
import { LOG_RETENTION } from './log-retention.ts';
import {
  allow,
  executionsOf,
  listParts,
  onIndex,
  onTable,
  readObjects,
  writeObjects,
} from './permissions.ts';
import type { StageConfig } from './stage-config.ts';
import type { Storage } from './storage.ts';
import {
  DAY_INDEX,
  OPEN_INDEX,
  REQUEST_INDEX,
  type Tables,
  TENANT_INDEX,
  UNFINISHED_INDEX,
  USERS_INDEX,
} from './tables.ts';
import { TaskFunction } from './task-function.ts';
import { refuseTurn, tellTurn } from './turn-tasks.ts';
import { webhookHosts } from './webhooks.ts';

/** Requests of all callers together. Each costs some 20 ms of the function, so that 20 instances suffice. */
const THROTTLE = { rateLimit: 200, burstLimit: 400 } as const;

export interface RollcallApiProps {
  readonly stage: string;
  readonly config: StageConfig;
  readonly code: TaskCode;
  readonly storage: Storage;
  readonly tables: Tables;
  readonly userImport: sfn.StateMachine;
  readonly recovery: sfn.StateMachine;
  /** Of erasures. */
  readonly eraseData: sfn.StateMachine;
  readonly deadLetters: DeadLetterQueues;
}

/** The HTTP API for programs and pages: one function behind an HTTP API. The function checks the bearer. */
export class RollcallApi extends Construct {
  readonly task: TaskFunction<'Api'>;
  readonly http: HttpApi;

  constructor(scope: Construct, id: string, props: RollcallApiProps) {
    super(scope, id);
    const { config, code, storage, tables, userImport, recovery, eraseData } = props;
    this.task = new TaskFunction(this, 'Api', {
      code,
      maxInstances: config.apiConcurrency,
      environment: {
        IMPORTS_TABLE: tables.imports.tableName,
        USERS_TABLE: tables.users.tableName,
        UPLOADS_BUCKET: storage.uploads.bucketName,
        RETENTION_DAYS: config.retentionDays,
        MAX_FILE_BYTES: config.maxFileBytes,
        TENANTS: config.tenants,
        REQUESTS_PER_SECOND: config.requestsPerSecond,
        ISSUERS: config.issuers,
        RESULTS_BUCKET: storage.results.bucketName,
        STATE_MACHINE_ARN: userImport.stateMachineArn,
        RECOVERY_ARN: recovery.stateMachineArn,
        ERASE_DATA_ARN: eraseData.stateMachineArn,
        WEBHOOKS_TABLE: tables.webhooks.tableName,
        WEBHOOK_HOSTS: webhookHosts(props.stage),
        DEAD_LETTER_QUEUES: deadLetterPlaces(props.deadLetters),
      },
      permissions: [
        onTable(tables.imports, 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'),
        onTable(tables.users, 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'),
        onIndex(tables.users, USERS_INDEX),
        onIndex(tables.imports, TENANT_INDEX),
        onIndex(tables.imports, OPEN_INDEX),
        onIndex(tables.imports, REQUEST_INDEX),
        onIndex(tables.imports, UNFINISHED_INDEX),
        onIndex(tables.imports, DAY_INDEX),
        onTable(tables.webhooks, 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'),
        ...readObjects(storage.uploads, UPLOADS_PREFIX),
        // Uploads and downloads are made with its permissions: it signs them.
        writeObjects(storage.uploads, UPLOADS_PREFIX),
        listParts(storage.uploads, UPLOADS_PREFIX),
        ...readObjects(storage.results, IMPORTS_PREFIX, WORK_PREFIX),
        tellTurn(this),
        refuseTurn(this),
        allow(
          ['states:StartExecution'],
          [userImport.stateMachineArn, recovery.stateMachineArn, eraseData.stateMachineArn],
        ),
        allow(
          ['states:DescribeExecution'],
          [userImport, recovery, eraseData].map((machine) => executionsOf(machine, ':*')),
        ),
        allow(['states:StopExecution'], [executionsOf(userImport, ':*')]),
        ...workOffLetters(props.deadLetters),
      ],
    });
    this.http = new HttpApi(this, 'Http', {
      apiName: `${Stack.of(this).stackName}-api`,
      description: 'Imports for programs and pages',
      createDefaultStage: false,
      defaultIntegration: new HttpLambdaIntegration('Function', this.task),
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
    });
    logAccess(this, stage);
  }
}

/**
 * When was asked, and what became of it. Without the path, which may have the key of a user: the function logs the operation
 * under the same request id.
 */
function logAccess(scope: Construct, stage: HttpStage): void {
  const log = new logs.LogGroup(scope, 'AccessLog', {
    logGroupName: `/${Stack.of(scope).stackName}/api-access`,
    retention: LOG_RETENTION,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const fields = ['requestId', 'requestTime', 'httpMethod', 'status', 'responseLatency'];
  const resource = stage.node.defaultChild as CfnStage;
  resource.accessLogSettings = {
    destinationArn: log.logGroupArn,
    format: JSON.stringify(Object.fromEntries(fields.map((field) => [field, `$context.${field}`]))),
  };
}
