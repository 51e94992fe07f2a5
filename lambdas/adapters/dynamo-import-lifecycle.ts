import {
  type DynamoDBDocumentClient,
  paginateQuery,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { FINAL_STATUSES, type Import, RESUMABLE_STATUSES, UNFINISHED } from '../contracts/import.ts';
import { succeeds } from './dynamo-condition.ts';
import { updateExpression } from './dynamo-update-expression.ts';

/** An import's way from one status to the next; each step is taken once, whoever comes late finds it taken. */
export interface ImportLifecycle {
  /** QUEUED becomes RUNNING. False: the import has ended, or was resumed since. */
  begin(importId: string, attempt: number, startedAt: string): Promise<boolean>;
  /** Gives an attempt its final status. False: it has one already, or a later attempt is under way. */
  end(importId: string, attempt: number, ending: ImportEnding): Promise<boolean>;
  /** The e-mail is out: nothing is left to do. Without effect on a later attempt. */
  finish(importId: string, attempt: number, messageId: string): Promise<void>;
  /** Takes an import that is over from what the sweep looks at. */
  forget(importId: string): Promise<void>;
  /** False: the import has ended. */
  requestCancel(importId: string): Promise<boolean>;
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
  Partial<Pick<Import, 'counts' | 'files' | 'firstErrors' | 'reason' | 'endedAt'>>;

/** What the last attempt left on the import. Its parts and chunks stay: the next goes on from them. */
const OF_THE_LAST_ATTEMPT = [
  'notification',
  'reason',
  'endedAt',
  'counts',
  'files',
  'firstErrors',
  'cancelRequestedAt',
];

type Condition = Pick<
  UpdateCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

export function createDynamoImportLifecycle(
  table: string,
  now: () => Date,
  dynamo: DynamoDBDocumentClient,
): ImportLifecycle {
  const write = (
    importId: string,
    set: Readonly<Record<string, unknown>>,
    remove: readonly string[],
    condition: Condition,
  ) => {
    const update = updateExpression({ set: { ...set, updatedAt: now().toISOString() }, remove });
    return succeeds(
      dynamo.send(
        new UpdateCommand({
          TableName: table,
          Key: { importId, item: 'import' },
          UpdateExpression: update.UpdateExpression,
          ConditionExpression: condition.ConditionExpression,
          ExpressionAttributeNames: {
            ...update.ExpressionAttributeNames,
            ...condition.ExpressionAttributeNames,
          },
          ExpressionAttributeValues: {
            ...update.ExpressionAttributeValues,
            ...condition.ExpressionAttributeValues,
          },
        }),
      ),
    );
  };
  return {
    begin: (importId, attempt, startedAt) =>
      write(importId, { status: 'RUNNING', startedAt }, [], open(attempt)),
    end: (importId, attempt, ending) => write(importId, ending, [], open(attempt)),
    finish: async (importId, attempt, messageId) => {
      const notification = { status: 'SENT', at: now().toISOString(), messageId };
      await write(importId, { notification }, ['unfinished'], {
        ConditionExpression: '#attempt = :attempt',
        ExpressionAttributeNames: { '#attempt': 'attempt' },
        ExpressionAttributeValues: { ':attempt': attempt },
      });
    },
    forget: async (importId) => {
      await write(importId, {}, ['unfinished'], statusIn(FINAL_STATUSES));
    },
    requestCancel: (importId) =>
      write(importId, { cancelRequestedAt: now().toISOString() }, [], not(statusIn(FINAL_STATUSES))),
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

function open(attempt: number): Condition {
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
