import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IMPORTS_PREFIX, UPLOADS_PREFIX, WORK_PREFIX } from '../lambdas/contracts/object-prefixes.ts';
import type { TaskCode } from './bundle-tasks.ts';
import { onTable, readObjects, writeObjects } from './permissions.ts';
import { sendMailFrom } from './send-mail-permission.ts';
import type { StageConfig } from './stage-config.ts';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';
import { TaskFunction } from './task-function.ts';
import { tellTurn } from './turn-tasks.ts';

export interface EvaluationProps {
  readonly config: StageConfig;
  readonly code: TaskCode;
  readonly storage: Storage;
  readonly tables: Tables;
  /** Of e-mails: a link, in which `{importId}` is replaced. */
  readonly importLink: string;
}

type EvaluationTask =
  | 'EvaluateChunk'
  | 'EvaluateDeferred'
  | 'CollectPreview'
  | 'AwaitConfirmation'
  | 'ExpireImport';

/** What comes before anything is written. None of these functions may write to the users table: their roles see to it. */
export class Evaluation extends Construct {
  readonly functions: Readonly<Record<EvaluationTask, TaskFunction<EvaluationTask>>>;

  // biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of functions, with what each may touch.
  constructor(scope: Construct, id: string, { config, code, storage, tables, importLink }: EvaluationProps) {
    super(scope, id);
    const IMPORTS_TABLE = tables.imports.tableName;
    const USERS_TABLE = tables.users.tableName;
    const RESULTS_BUCKET = storage.results.bucketName;
    const readUploads = readObjects(storage.uploads, UPLOADS_PREFIX);
    const readWork = readObjects(storage.results, WORK_PREFIX);
    const steps = {
      code,
      environment: {
        IMPORTS_TABLE,
        USERS_TABLE,
        PREVIEWS_TABLE: tables.previews.tableName,
        RESULTS_BUCKET,
        WRITE_CONCURRENCY: config.writeConcurrency,
      },
      permissions: [
        ...readUploads,
        ...readWork,
        writeObjects(storage.results, WORK_PREFIX),
        onTable(tables.imports, 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
        onTable(tables.users, 'BatchGetItem'),
        onTable(tables.previews, 'BatchGetItem', 'PutItem'),
      ],
    };

    // A long list on purpose, as in import-tasks.ts: each function with its variables and permissions.
    this.functions = {
      EvaluateChunk: new TaskFunction(this, 'EvaluateChunk', steps),
      EvaluateDeferred: new TaskFunction(this, 'EvaluateDeferred', steps),
      CollectPreview: new TaskFunction(this, 'CollectPreview', {
        code,
        environment: {
          IMPORTS_TABLE,
          USERS_TABLE,
          PREVIEWS_TABLE: tables.previews.tableName,
          RESULTS_BUCKET,
        },
        permissions: [
          ...readUploads,
          ...readWork,
          writeObjects(storage.results, WORK_PREFIX, IMPORTS_PREFIX),
          onTable(tables.imports, 'GetItem', 'Query', 'UpdateItem'),
          onTable(tables.users, 'BatchGetItem'),
          onTable(tables.previews, 'BatchGetItem'),
        ],
      }),
      AwaitConfirmation: new TaskFunction(this, 'AwaitConfirmation', {
        code,
        environment: {
          IMPORTS_TABLE,
          RESULTS_BUCKET,
          SENDER_ADDRESS: config.senderAddress,
          FALLBACK_NOTIFY_ADDRESS: config.fallbackNotifyAddress,
          CONFIRMATION_CONTACT: config.confirmationContact ?? '',
          IMPORT_LINK: importLink,
        },
        permissions: [
          ...readObjects(storage.results, IMPORTS_PREFIX),
          onTable(tables.imports, 'GetItem', 'UpdateItem'),
          sendMailFrom(Stack.of(this), config.senderAddress),
          tellTurn(this),
        ],
      }),
      ExpireImport: new TaskFunction(this, 'ExpireImport', {
        code,
        environment: { IMPORTS_TABLE },
        permissions: [onTable(tables.imports, 'GetItem', 'UpdateItem')],
      }),
    };
    new TaskFunction(this, 'ConfirmImport', {
      code,
      environment: { IMPORTS_TABLE, RETENTION_DAYS: config.retentionDays },
      permissions: [onTable(tables.imports, 'GetItem', 'UpdateItem', 'PutItem'), tellTurn(this)],
    });
  }
}
