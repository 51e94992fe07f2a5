import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type Import, UNFINISHED } from '../contracts/import.ts';
import { ENDING_OF, type FinalStatus } from '../contracts/import-status.ts';
import { createChangeImport } from './dynamo-import-change.ts';
import { createImportUpdate } from './dynamo-import-update.ts';

/** An import's way from one status to the next; each step is taken once, whoever comes late finds it taken. */
export interface ImportLifecycle {
  /** QUEUED becomes RUNNING. False: the import has ended, or was resumed since. */
  begin(importId: string, attempt: number, startedAt: string): Promise<boolean>;
  /** What its evaluation found. Without effect once that is passed: what counts then is what the import does. */
  notePreview(
    importId: string,
    attempt: number,
    preview: Pick<Import, 'counts' | 'files' | 'firstErrors' | 'firstWarnings'>,
  ): Promise<void>;
  /**
   * It waits for its sender's yes, which goes to `token`. False: it has that already, or has ended, was resumed since, or
   * a later try of the state waits.
   */
  awaitConfirmation(
    importId: string,
    attempt: number,
    confirmation: NonNullable<Import['confirmation']>,
  ): Promise<boolean>;
  /** It goes on, with a new place in the queue. False: it does not wait any more, or with another token. */
  confirm(
    importId: string,
    from: Pick<Import, 'attempt'>,
    next: Pick<Import, 'arrival' | 'confirmation'>,
  ): Promise<boolean>;
  /** Gives an attempt its final status. False: it has one already, or a later attempt is under way. */
  end(importId: string, attempt: number, ending: ImportEnding): Promise<boolean>;
  /** The e-mail is out: nothing is left to do, and the import may go when its time has come. Without effect on a later attempt. */
  finish(importId: string, attempt: number, messageId: string, expiresAt?: Date): Promise<void>;
  /** Takes an import that is over from what the sweep looks at. */
  forget(importId: string): Promise<void>;
  /** False: the import has ended, or it is not at this attempt any more. */
  requestCancel(importId: string, attempt: number): Promise<boolean>;
  /** An ended import begins anew as the next attempt. False: somebody else was first, or it cannot be resumed. */
  restart(
    importId: string,
    from: Pick<Import, 'attempt'>,
    next: Pick<Import, 'attempt' | 'arrival' | 'executionArn' | 'options'>,
  ): Promise<boolean>;
  /** Ids of the imports that have no final status, or no e-mail; eventually consistent. */
  unfinished(): AsyncIterable<string>;
}

export type ImportEnding = { readonly status: FinalStatus } & Partial<
  Pick<Import, 'counts' | 'files' | 'firstErrors' | 'firstWarnings' | 'reason' | 'endedAt'>
>;

/** What the last attempt left on the import. Its parts and chunks stay: the next goes on from them. */
const OF_THE_LAST_ATTEMPT = [
  'notification',
  'question',
  'confirmation',
  'reason',
  'endedAt',
  'counts',
  'files',
  'firstErrors',
  'firstWarnings',
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
      await change('notePreview', importId, { set: preview }, { attempt });
    },
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
    finish: async (importId, attempt, messageId, expiresAt) => {
      const notification = { status: 'SENT', at: now().toISOString(), messageId };
      // DynamoDB lets items expire by a time in seconds.
      const ttl = expiresAt && { expiresAt: Math.ceil(expiresAt.getTime() / 1000) };
      await update(importId, { notification, ...ttl }, ['unfinished'], {
        ConditionExpression: '#attempt = :attempt',
        ExpressionAttributeNames: { '#attempt': 'attempt' },
        ExpressionAttributeValues: { ':attempt': attempt },
      });
    },
    forget: async (importId) => {
      await change('forget', importId, { set: {}, remove: ['unfinished'] }, {});
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
    unfinished: () => queryUnfinished(dynamo, table),
  };
}

async function* queryUnfinished(client: DynamoDBDocumentClient, table: string): AsyncGenerator<string> {
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      IndexName: 'unfinished',
      KeyConditionExpression: 'unfinished = :unfinished',
      ExpressionAttributeValues: { ':unfinished': UNFINISHED },
    },
  );
  for await (const page of pages) for (const item of page.Items ?? []) yield String(item.importId);
}
