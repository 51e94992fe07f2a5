import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IMPORTS_PREFIX, UPLOADS_PREFIX, WORK_PREFIX } from '../lambdas/contracts/object-prefixes.ts';
import type { TaskCode } from './bundle-tasks.ts';
import { onTable, readObjects, tagObjects, writeObjects } from './permissions.ts';
import { sendMailFrom } from './send-mail-permission.ts';
import type { StageConfig } from './stage-config.ts';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';
import { TaskFunction } from './task-function.ts';

export interface ImportTasksProps {
  readonly config: StageConfig;
  readonly code: TaskCode;
  readonly storage: Storage;
  readonly tables: Tables;
  /** Of e-mails: a link, in which `{importId}` is replaced. */
  readonly importLink: string;
}

/** Those that work on one file; what comes before is `Evaluation`'s, the turns between files are `TurnTasks`'. */
type ImportTask =
  | 'InspectFile'
  | 'SplitFile'
  | 'ProcessChunk'
  | 'ProcessDeferred'
  | 'CollectResults'
  | 'RejectImport'
  | 'AbortImport'
  | 'WriteAbortedFiles'
  | 'NotifyRequester';

/** The functions that the state machine calls, in the order of an import, with what each may touch. */
export class ImportTasks extends Construct {
  readonly functions: Readonly<Record<ImportTask, TaskFunction<ImportTask>>>;

  // biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of functions, with what each may touch.
  constructor(scope: Construct, id: string, { config, code, storage, tables, importLink }: ImportTasksProps) {
    super(scope, id);
    const IMPORTS_TABLE = tables.imports.tableName;
    const USERS_TABLE = tables.users.tableName;
    const RESULTS_BUCKET = storage.results.bucketName;

    const readUploads = readObjects(storage.uploads, UPLOADS_PREFIX);
    const readWork = readObjects(storage.results, WORK_PREFIX);
    const writeWork = writeObjects(storage.results, WORK_PREFIX);
    const readResults = readObjects(storage.results, IMPORTS_PREFIX);
    const writeResults = writeObjects(storage.results, WORK_PREFIX, IMPORTS_PREFIX);

    /** The two that write users, in the map and after it. */
    const writeUsers = {
      code,
      environment: {
        IMPORTS_TABLE,
        USERS_TABLE,
        RESULTS_BUCKET,
        WRITE_CONCURRENCY: config.writeConcurrency,
      },
      permissions: [
        ...readUploads,
        ...readWork,
        writeWork,
        onTable(tables.imports, 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
        onTable(tables.users, 'BatchGetItem', 'PutItem', 'UpdateItem'),
      ],
    };

    // A long list on purpose: each function with its variables and permissions, in one place to be reviewed.
    this.functions = {
      InspectFile: new TaskFunction(this, 'InspectFile', {
        code,
        environment: { IMPORTS_TABLE, MAX_FILE_BYTES: config.maxFileBytes },
        permissions: [...readUploads, onTable(tables.imports, 'GetItem', 'UpdateItem')],
      }),
      SplitFile: new TaskFunction(this, 'SplitFile', {
        code,
        environment: {
          IMPORTS_TABLE,
          RESULTS_BUCKET,
          MAX_FILE_BYTES: config.maxFileBytes,
          CHUNK_BYTES: config.chunkBytes,
          CHUNK_RECORDS: config.chunkRecords,
          MAX_CONCURRENCY: config.maxConcurrency,
        },
        permissions: [
          ...readUploads,
          ...readWork,
          writeWork,
          onTable(tables.imports, 'GetItem', 'UpdateItem'),
        ],
      }),
      ProcessChunk: new TaskFunction(this, 'ProcessChunk', writeUsers),
      ProcessDeferred: new TaskFunction(this, 'ProcessDeferred', writeUsers),
      CollectResults: new TaskFunction(this, 'CollectResults', {
        code,
        environment: { IMPORTS_TABLE, USERS_TABLE, RESULTS_BUCKET },
        permissions: [
          ...readUploads,
          ...readWork,
          writeResults,
          onTable(tables.imports, 'GetItem', 'Query', 'UpdateItem'),
          onTable(tables.users, 'BatchGetItem'),
        ],
      }),
      RejectImport: new TaskFunction(this, 'RejectImport', {
        code,
        environment: { IMPORTS_TABLE },
        permissions: [onTable(tables.imports, 'GetItem', 'UpdateItem')],
      }),
      AbortImport: new TaskFunction(this, 'AbortImport', {
        code,
        environment: { IMPORTS_TABLE },
        permissions: [onTable(tables.imports, 'GetItem', 'Query', 'UpdateItem')],
      }),
      WriteAbortedFiles: new TaskFunction(this, 'WriteAbortedFiles', {
        code,
        environment: { IMPORTS_TABLE, USERS_TABLE, RESULTS_BUCKET },
        permissions: [
          ...readUploads,
          ...readWork,
          writeResults,
          onTable(tables.imports, 'GetItem', 'Query', 'UpdateItem'),
          onTable(tables.users, 'BatchGetItem'),
        ],
      }),
      NotifyRequester: new TaskFunction(this, 'NotifyRequester', {
        code,
        environment: {
          IMPORTS_TABLE,
          RESULTS_BUCKET,
          SENDER_ADDRESS: config.senderAddress,
          FALLBACK_NOTIFY_ADDRESS: config.fallbackNotifyAddress,
          IMPORT_LINK: importLink,
        },
        permissions: [
          ...readResults,
          ...tagObjects(storage.uploads, UPLOADS_PREFIX),
          ...tagObjects(storage.results, IMPORTS_PREFIX),
          onTable(tables.imports, 'GetItem', 'UpdateItem'),
          sendMailFrom(Stack.of(this), config.senderAddress),
        ],
      }),
    };
  }
}
