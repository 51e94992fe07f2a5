import { setTimeout as wait } from 'node:timers/promises';

import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { documentClient, dynamoClient } from './dynamo-client.ts';

type Item = Readonly<Record<string, unknown>>;
type Key = Readonly<Record<string, string>>;

/** DynamoDB's limit for one BatchWriteItem. */
const BATCH = 25;
const PARALLEL_BATCHES = 8;
const MAX_BACKOFF_MS = 5_000;

export interface ScannedPage {
  readonly items: readonly Item[];
  /** Continues behind this key; absent on the last page of the segment. */
  readonly next?: string;
}

export interface Segment {
  readonly number: number;
  readonly of: number;
  /** `next` of the page before. */
  readonly from?: string | undefined;
}

/** Reads a whole table in segments, and deletes items in batches. For work that no key leads to. */
export interface TableSweep {
  /** One page of a segment. Only these attributes are returned. Reads are eventually consistent. */
  scan(attributes: readonly string[], segment: Segment): Promise<ScannedPage>;
  /** The keys of one partition of a table with a sort key. */
  partition(value: string): Promise<readonly Item[]>;
  delete(keys: readonly Key[]): Promise<void>;
}

/** @param keys the names of the partition key and, if there is one, the sort key */
export function createDynamoTableSweep(
  table: string,
  keys: readonly [string, string?],
  client = dynamoClient(),
): TableSweep {
  const dynamo = documentClient(client);
  const [partitionKey, sortKey] = keys;
  const cursorOf = (key: Item) => JSON.stringify(keys.map((name) => name && key[name]));
  const startAt = (cursor: string) => {
    const values: readonly string[] = JSON.parse(cursor);
    return Object.fromEntries(keys.flatMap((name, i) => (name === undefined ? [] : [[name, values[i]]])));
  };
  return {
    async scan(attributes, { number, of, from }) {
      const { Items = [], LastEvaluatedKey } = await dynamo.send(
        new ScanCommand({
          TableName: table,
          Segment: number,
          TotalSegments: of,
          ProjectionExpression: attributes.map((_, i) => `#n${i}`).join(', '),
          ExpressionAttributeNames: Object.fromEntries(attributes.map((name, i) => [`#n${i}`, name])),
          ...(from !== undefined && { ExclusiveStartKey: startAt(from) }),
        }),
      );
      return { items: Items, ...(LastEvaluatedKey && { next: cursorOf(LastEvaluatedKey) }) };
    },
    async partition(value) {
      const items: Item[] = [];
      let from: Item | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await dynamo.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: '#partition = :value',
            ProjectionExpression: '#partition, #sort',
            ExpressionAttributeNames: { '#partition': partitionKey, '#sort': sortKey ?? partitionKey },
            ExpressionAttributeValues: { ':value': value },
            ...(from && { ExclusiveStartKey: from }),
          }),
        );
        items.push(...Items);
        from = LastEvaluatedKey;
      } while (from !== undefined);
      return items;
    },
    async delete(all) {
      const batches = Array.from({ length: Math.ceil(all.length / BATCH) }, (_, i) =>
        all.slice(i * BATCH, (i + 1) * BATCH).map((Key) => ({ DeleteRequest: { Key } })),
      );
      await pMap(batches, (batch) => deleteBatch(dynamo, table, batch), { concurrency: PARALLEL_BATCHES });
    },
  };
}

/** A throttled BatchWriteItem returns the requests that it did not do. */
async function deleteBatch(
  dynamo: DynamoDBDocumentClient,
  table: string,
  requests: readonly { readonly DeleteRequest: { readonly Key: Key } }[],
): Promise<void> {
  type Requests = NonNullable<BatchWriteCommandInput['RequestItems']>[string];
  let pending: Requests = requests.map(({ DeleteRequest }) => ({ DeleteRequest }));
  for (let attempt = 0; pending.length > 0; attempt++) {
    if (attempt > 0) await wait(Math.random() * Math.min(MAX_BACKOFF_MS, 50 * 2 ** attempt));
    const RequestItems = { [table]: pending };
    const { UnprocessedItems } = await dynamo.send(new BatchWriteCommand({ RequestItems }));
    pending = UnprocessedItems?.[table] ?? [];
  }
}
