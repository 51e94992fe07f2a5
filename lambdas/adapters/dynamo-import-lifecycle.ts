import { type DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type Import, UNFINISHED, type UploadedImport } from '../contracts/import.ts';
import { ENDING_OF, type FinalStatus } from '../contracts/import-status.ts';
import { itemKeys } from '../core/naming/item-keys.ts';
import { createChangeImport } from './dynamo-import-change.ts';
import { createImportUpdate } from './dynamo-import-update.ts';
import { ttl } from './dynamo-ttl.ts';

/** Writes that depend on the import's status. False: another call came first (see IMPORT_CHANGES). */
export interface ImportLifecycle {
  /** An import of the API gets its file and becomes QUEUED. False: it does not wait for one any more. */
  receive(importId: string, attempt: number, upload: ReceivedUpload): Promise<boolean>;
  /** An import of the API becomes EXPIRED, without an e-mail. False: it does not wait for its file any more. */
  abandon(importId: string, attempt: number, reason: NonNullable<Import['reason']>): Promise<boolean>;
  /** QUEUED becomes RUNNING. False: the import has ended, or was resumed since. */
  begin(importId: string, attempt: number, startedAt: string): Promise<boolean>;
  /** Records the result of the evaluation. Without effect after the evaluation: the import's own counts are kept. */
  notePreview(
    importId: string,
    attempt: number,
    preview: Pick<Import, 'counts' | 'files' | 'firstErrors' | 'firstWarnings' | 'issues' | 'unknownColumns'>,
  ): Promise<void>;
  /**
   * Records how far the results are collected. `from` is the key that the caller has read, if any. False: another
   * invocation has collected further, the import has ended, or was resumed since.
   */
  noteCollected(
    importId: string,
    from: string | undefined,
    collecting: NonNullable<Import['collecting']>,
  ): Promise<boolean>;
  /** The same for the files of an attempt that has been aborted or cancelled. */
  noteAbortedProgress(
    importId: string,
    from: string | undefined,
    collecting: NonNullable<Import['collecting']>,
  ): Promise<boolean>;
  /**
   * The import waits for its confirmation, with this task token. False: it was confirmed, has ended, was resumed since, or
   * a later try of the state has written its token.
   */
  awaitConfirmation(
    importId: string,
    attempt: number,
    confirmation: NonNullable<Import['confirmation']>,
  ): Promise<boolean>;
  /** The import continues, with a new place in the queue. False: it does not wait, or waits with another token. */
  confirm(
    importId: string,
    from: Pick<Import, 'attempt'>,
    next: Pick<Import, 'arrival' | 'confirmation'>,
  ): Promise<boolean>;
  /** Gives an attempt its final status. False: it has one already, or the import was resumed since. */
  end(importId: string, attempt: number, ending: ImportEnding): Promise<boolean>;
  /** Records the files of an attempt that did not complete. False: the import was resumed since. */
  noteAbortedFiles(importId: string, attempt: number, files: AbortedFilesNote): Promise<boolean>;
  /** Records the e-mail as sent, or without an id as withheld, and when the item expires. Without effect on a later attempt. */
  finish(importId: string, attempt: number, messageId: string | undefined, expiresAt?: Date): Promise<void>;
  /** Removes an ended import from the index of unfinished imports. `expiresAt` is when the item expires. */
  forget(importId: string, expiresAt?: Date): Promise<void>;
  /** False: the import has ended, or was resumed since. */
  requestCancel(importId: string, attempt: number): Promise<boolean>;
  /** Starts the next attempt of an ended import. False: it was resumed before, or cannot be resumed. */
  restart(
    importId: string,
    from: Pick<Import, 'attempt'>,
    next: Pick<Import, 'attempt' | 'arrival' | 'executionArn' | 'options'>,
  ): Promise<boolean>;
  /** Ids of the imports that have no final status, or no e-mail, in their order; eventually consistent. */
  unfinished(after?: string): AsyncIterable<string>;
  /** The last import that the sweep has checked. */
  readCursor(): Promise<string | undefined>;
  keepCursor(importId: string): Promise<void>;
}

export type ReceivedUpload = Pick<UploadedImport, 'source'> &
  Pick<Import, 'options' | 'arrival' | 'metadataProblem' | 'parametersText' | 'sameContentAs'>;

export type ImportEnding = { readonly status: FinalStatus } & Partial<
  Pick<
    Import,
    | 'counts'
    | 'files'
    | 'missingFiles'
    | 'firstErrors'
    | 'firstWarnings'
    | 'issues'
    | 'unknownColumns'
    | 'reason'
    | 'endedAt'
  >
>;

export type AbortedFilesNote = Partial<
  Pick<Import, 'counts' | 'files' | 'missingFiles' | 'firstErrors' | 'firstWarnings' | 'issues'>
>;

/** Attributes of the last attempt, removed at a restart. Parts and chunks stay: the next attempt continues from them. */
const OF_THE_LAST_ATTEMPT = [
  'notification',
  'question',
  'confirmation',
  'mailNotes',
  'reason',
  'collectingStartedAt',
  'endedAt',
  'counts',
  'files',
  'missingFiles',
  'failure',
  'firstErrors',
  'firstWarnings',
  'issues',
  'cancelRequestedAt',
  'expiresAt',
];

export function createDynamoImportLifecycle(
  table: string,
  now: () => Date,
  dynamo: DynamoDBDocumentClient,
): ImportLifecycle {
  const change = createChangeImport(table, now, dynamo);
  const update = createImportUpdate(table, now, dynamo);
  return {
    begin: (importId, attempt, startedAt) =>
      change('begin', importId, { set: { status: 'RUNNING', startedAt } }, { attempt }),
    notePreview: async (importId, attempt, preview) => {
      await change('notePreview', importId, { set: stamped(preview, 'evaluatedAt', now()) }, { attempt });
    },
    noteCollected: (importId, from, collecting) =>
      change('collect', importId, { set: { collecting } }, { attempt: collecting.attempt, collected: from }),
    noteAbortedProgress: (importId, from, collecting) =>
      change(
        'collectAborted',
        importId,
        { set: { collecting } },
        { attempt: collecting.attempt, collected: from },
      ),
    awaitConfirmation: (importId, attempt, confirmation) =>
      change(
        'awaitConfirmation',
        importId,
        { set: { status: 'AWAITING_CONFIRMATION', confirmation } },
        { attempt, retry: confirmation.retry ?? 0 },
      ),
    confirm: (importId, { attempt }, next) =>
      change(
        'confirm',
        importId,
        { set: { ...next, status: 'RUNNING', evaluation: 'PASSED' } },
        { attempt, token: next.confirmation?.token },
      ),
    end: (importId, attempt, ending) =>
      change(ENDING_OF[ending.status], importId, { set: ending }, { attempt }),
    noteAbortedFiles: (importId, attempt, files) =>
      change('noteAbortedFiles', importId, { set: files }, { attempt }),
    finish: async (importId, attempt, messageId, expiresAt) => {
      const status = messageId === undefined ? 'WITHHELD' : 'SENT';
      const notification = { status, at: now().toISOString(), messageId };
      await update(importId, { notification, ...ttl(expiresAt) }, ['unfinished'], {
        ConditionExpression: '#attempt = :attempt',
        ExpressionAttributeNames: { '#attempt': 'attempt' },
        ExpressionAttributeValues: { ':attempt': attempt },
      });
    },
    forget: async (importId, expiresAt) => {
      await change('forget', importId, { set: ttl(expiresAt), remove: ['unfinished'] }, {});
    },
    receive: (importId, attempt, upload) => {
      const set = stamped({ ...upload, status: 'QUEUED' } as const, 'uploadedAt', now());
      return change('receive', importId, { set }, { attempt });
    },
    abandon: (importId, attempt, reason) => {
      const endedAt = now().toISOString();
      const notification = { status: 'WITHHELD', at: endedAt };
      const set = { status: 'EXPIRED', reason, endedAt, notification } as const;
      return change('abandon', importId, { set }, { attempt });
    },
    requestCancel: (importId, attempt) =>
      change('requestCancel', importId, { set: { cancelRequestedAt: now().toISOString() } }, { attempt }),
    restart: (importId, { attempt }, next) =>
      change(
        'restart',
        importId,
        { set: { ...next, status: 'QUEUED', unfinished: UNFINISHED }, remove: OF_THE_LAST_ATTEMPT },
        { attempt },
      ),
    unfinished: (after) => queryUnfinished(dynamo, table, after),
    readCursor: async () => {
      const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key: itemKeys.sweep() }));
      return Item?.last === undefined ? undefined : String(Item.last);
    },
    keepCursor: async (last) => {
      await dynamo.send(new PutCommand({ TableName: table, Item: { ...itemKeys.sweep(), last } }));
    },
  };
}

/** With the time of a stage. */
function stamped<T extends object>(fields: T, name: 'uploadedAt' | 'evaluatedAt', at: Date): T {
  return { ...fields, [name]: at.toISOString() };
}

async function* queryUnfinished(
  client: DynamoDBDocumentClient,
  table: string,
  after: string | undefined,
): AsyncGenerator<string> {
  const range = after === undefined ? '' : ' AND importId > :after';
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      IndexName: 'unfinished',
      KeyConditionExpression: `unfinished = :unfinished${range}`,
      ExpressionAttributeValues: {
        ':unfinished': UNFINISHED,
        ...(after !== undefined && { ':after': after }),
      },
    },
  );
  for await (const page of pages) for (const item of page.Items ?? []) yield String(item.importId);
}
