import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { FINAL_STATUSES, type Import, RESUMABLE_STATUSES, UNFINISHED } from '../contracts/import.ts';
import { type Condition, createImportUpdate } from './dynamo-import-update.ts';

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
    from: Pick<Import, 'attempt' | 'status'>,
    next: Pick<Import, 'attempt' | 'arrival' | 'executionArn' | 'options'>,
  ): Promise<boolean>;
  /** Ids of the imports that have no final status, or no e-mail; eventually consistent. */
  unfinished(): AsyncIterable<string>;
}

export type ImportEnding = Pick<Import, 'status'> &
  Partial<Pick<Import, 'counts' | 'files' | 'firstErrors' | 'firstWarnings' | 'reason' | 'endedAt'>>;

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
  const write = createImportUpdate(table, now, dynamo);
  return {
    begin: (importId, attempt, startedAt) =>
      write(importId, { status: 'RUNNING', startedAt }, [], open(attempt)),
    notePreview: async (importId, attempt, preview) => {
      await write(
        importId,
        preview,
        [],
        both(open(attempt), {
          ConditionExpression: '#evaluation = :pending',
          ExpressionAttributeNames: { '#evaluation': 'evaluation' },
          ExpressionAttributeValues: { ':pending': 'PENDING' },
        }),
      );
    },
    awaitConfirmation: (importId, attempt, confirmation) =>
      write(
        importId,
        { status: 'AWAITING_CONFIRMATION', confirmation },
        [],
        both(open(attempt), {
          ConditionExpression:
            'attribute_not_exists(#asked.confirmedAt) AND (attribute_not_exists(#asked.retry) OR #asked.retry <= :retry)',
          ExpressionAttributeNames: { '#asked': 'confirmation' },
          ExpressionAttributeValues: { ':retry': confirmation.retry ?? 0 },
        }),
      ),
    confirm: (importId, { attempt }, next) =>
      write(importId, { ...next, status: 'RUNNING', evaluation: 'PASSED' }, [], {
        ConditionExpression: '#attempt = :attempt AND #status = :waiting AND #asked.#token = :token',
        ExpressionAttributeNames: {
          '#attempt': 'attempt',
          '#status': 'status',
          '#asked': 'confirmation',
          '#token': 'token',
        },
        ExpressionAttributeValues: {
          ':attempt': attempt,
          ':waiting': 'AWAITING_CONFIRMATION',
          ':token': next.confirmation?.token,
        },
      }),
    end: (importId, attempt, ending) => write(importId, ending, [], open(attempt)),
    finish: async (importId, attempt, messageId, expiresAt) => {
      const notification = { status: 'SENT', at: now().toISOString(), messageId };
      // DynamoDB lets items expire by a time in seconds.
      const ttl = expiresAt && { expiresAt: Math.ceil(expiresAt.getTime() / 1000) };
      await write(importId, { notification, ...ttl }, ['unfinished'], {
        ConditionExpression: '#attempt = :attempt',
        ExpressionAttributeNames: { '#attempt': 'attempt' },
        ExpressionAttributeValues: { ':attempt': attempt },
      });
    },
    forget: async (importId) => {
      await write(importId, {}, ['unfinished'], statusIn(FINAL_STATUSES));
    },
    requestCancel: (importId, attempt) =>
      write(importId, { cancelRequestedAt: now().toISOString() }, [], open(attempt)),
    restart: (importId, from, next) =>
      RESUMABLE_STATUSES.has(from.status)
        ? write(importId, { ...next, status: 'QUEUED', unfinished: UNFINISHED }, OF_THE_LAST_ATTEMPT, {
            ConditionExpression: '#attempt = :attempt AND #status = :status',
            ExpressionAttributeNames: { '#attempt': 'attempt', '#status': 'status' },
            ExpressionAttributeValues: { ':attempt': from.attempt, ':status': from.status },
          })
        : Promise.resolve(false),
    unfinished: () => queryUnfinished(dynamo, table),
  };
}

function statusIn(statuses: ReadonlySet<string>): Condition {
  const values = Object.fromEntries([...statuses].map((status, index) => [`:status${index}`, status]));
  return {
    ConditionExpression: `#status IN (${Object.keys(values).join(', ')})`,
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: values,
  };
}

/** Also false where there is no such import: an update would create one. */
function not(condition: Condition): Condition {
  return {
    ...condition,
    ConditionExpression: `attribute_exists(importId) AND NOT (${condition.ConditionExpression})`,
  };
}

function both(one: Condition, other: Condition): Condition {
  return {
    ConditionExpression: `${one.ConditionExpression} AND ${other.ConditionExpression}`,
    ExpressionAttributeNames: { ...one.ExpressionAttributeNames, ...other.ExpressionAttributeNames },
    ExpressionAttributeValues: { ...one.ExpressionAttributeValues, ...other.ExpressionAttributeValues },
  };
}

/** That the attempt is the import's last one and has no end. */
export function open(attempt: number): Condition {
  const unended = not(statusIn(FINAL_STATUSES));
  return {
    ConditionExpression: `#attempt = :attempt AND ${unended.ConditionExpression}`,
    ExpressionAttributeNames: { ...unended.ExpressionAttributeNames, '#attempt': 'attempt' },
    ExpressionAttributeValues: { ...unended.ExpressionAttributeValues, ':attempt': attempt },
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
