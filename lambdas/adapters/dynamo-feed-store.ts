import { type DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Import } from '../contracts/import.ts';
import { type ItemKey, itemKeys } from '../core/naming/item-keys.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { succeeds } from './dynamo-condition.ts';
import { createChangeImport } from './dynamo-import-change.ts';
import { indexHeader, requestAttribute } from './dynamo-import-requests.ts';
import { ttl } from './dynamo-ttl.ts';

/** Which import took in the last upload of a pair's files. */
const FeedPointerSchema = z.object({
  /** The import, which may not have been written yet. */
  holder: z.string(),
  /** The one before it. */
  before: z.string().optional(),
});
export type FeedPointer = z.infer<typeof FeedPointerSchema>;

/** A change of a pair that waits for a file; `undefined` removes an attribute. */
export type PairChange = { readonly status?: 'AWAITING_UPLOAD' | 'QUEUED' | 'EXPIRED' } & Partial<
  Pick<
    Import,
    | 'feed'
    | 'source'
    | 'fileName'
    | 'options'
    | 'requestId'
    | 'metadataProblem'
    | 'arrival'
    | 'sameContentAs'
    | 'reason'
    | 'endedAt'
  >
>;

export type WaitingPair = Pick<Import, 'importId' | 'tenant' | 'feed' | 'settings' | 'retentionDays'>;

/** The pairs of user feeds in the imports table: a pointer for each timestamp under `feed#<tenant>`, and their imports. */
export interface FeedStore {
  find(tenant: string, timestamp: string): Promise<FeedPointer | undefined>;
  /** False: the pointer does not name `next.before`. */
  assign(tenant: string, timestamp: string, next: FeedPointer, expiresAt?: Date): Promise<boolean>;
  /** The last imports of this timestamp and of later ones, the latest first. */
  since(tenant: string, timestamp: string): AsyncIterable<string>;
  /** Changes an import that waits for a file. False: it does not wait, or has changed since `from` was read. */
  advance(from: WaitingPair, change: PairChange): Promise<boolean>;
  /** Records that an attempt has its turn. False: it has ended, or this was recorded before. */
  beginTurn(importId: string, attempt: number): Promise<boolean>;
  /** Ends an attempt that did not have its turn. False: it had its turn, or has ended. */
  supersede(importId: string, attempt: number, reason: Import['reason']): Promise<boolean>;
}

export function createDynamoFeedStore(table: string, now: () => Date, client = dynamoClient()): FeedStore {
  const dynamo = documentClient(client);
  const changeImport = createChangeImport(table, now, dynamo);
  return {
    find: async (tenant, timestamp) => {
      const Key = itemKeys.feedPair(tenant, timestamp);
      const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item === undefined ? undefined : FeedPointerSchema.parse(Item);
    },
    assign: (tenant, timestamp, next, expiresAt) =>
      succeeds(
        dynamo.send(
          new PutCommand({
            TableName: table,
            Item: { ...itemKeys.feedPair(tenant, timestamp), ...next, ...ttl(expiresAt) },
            ...(next.before === undefined
              ? { ConditionExpression: 'attribute_not_exists(importId)' }
              : {
                  ConditionExpression: 'holder = :before',
                  ExpressionAttributeValues: { ':before': next.before },
                }),
          }),
        ),
      ),
    since: (tenant, timestamp) => querySince(dynamo, table, itemKeys.feedPair(tenant, timestamp)),
    advance: async ({ feed, ...from }, change) => {
      const { importId } = from;
      await indexHeader(dynamo, table, { ...from, ...change }, now());
      const removed = Object.entries(change).flatMap(([name, value]) => (value === undefined ? [name] : []));
      return changeImport(
        'advancePair',
        importId,
        { set: { ...change, ...requestAttribute({ ...from, ...change }) }, remove: removed },
        { revision: feed?.revision },
      );
    },
    beginTurn: (importId, attempt) =>
      changeImport('beginTurn', importId, { set: { begunAttempt: attempt } }, { attempt }),
    supersede: (importId, attempt, reason) => {
      const ending = { status: 'SUPERSEDED', reason, endedAt: now().toISOString() } as const;
      return changeImport('supersede', importId, { set: ending }, { attempt });
    },
  };
}

async function* querySince(
  client: DynamoDBDocumentClient,
  table: string,
  from: ItemKey,
): AsyncGenerator<string> {
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: 'importId = :feed AND #item >= :from',
      ExpressionAttributeNames: { '#item': 'item' },
      ExpressionAttributeValues: { ':feed': from.importId, ':from': from.item },
      ScanIndexForward: false,
    },
  );
  for await (const page of pages)
    for (const item of page.Items ?? []) yield FeedPointerSchema.parse(item).holder;
}
