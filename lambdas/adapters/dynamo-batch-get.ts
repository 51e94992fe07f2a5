import { setTimeout as wait } from 'node:timers/promises';
import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import pMap from 'p-map';

/** DynamoDB's limit for one BatchGetItem. */
const BATCH_KEYS = 100;
const PARALLEL_BATCHES = 4;
const MAX_BACKOFF_MS = 2_000;

type Item = Record<string, unknown>;
type Attributes = Record<string, AttributeValue>;

/** The items of the users table that exist under these keys, read consistently; in no particular order. */
export async function batchGet(
  client: DynamoDBClient,
  table: string,
  userKeys: readonly string[],
): Promise<readonly Item[]> {
  const keys = userKeys.map((userKey) => ({ userKey: { S: userKey } }));
  const batches = Array.from({ length: Math.ceil(keys.length / BATCH_KEYS) }, (_, i) =>
    keys.slice(i * BATCH_KEYS, (i + 1) * BATCH_KEYS),
  );
  const read = await pMap(batches, (batch) => getBatch(client, table, batch), {
    concurrency: PARALLEL_BATCHES,
  });
  return read.flat().map((item) => unmarshall(item, { wrapNumbers: numberOf }));
}

/**
 * A number that fields can have, otherwise a BigInt near it. Other systems may have stored more digits than JavaScript has:
 * by itself, the SDK throws on some of these numbers.
 */
function numberOf(text: string): number | bigint {
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? BigInt(number) : number;
}

/** A throttled or too large BatchGetItem returns a part and the remaining keys: request those again, with backoff. */
async function getBatch(client: DynamoDBClient, table: string, keys: Attributes[]): Promise<Attributes[]> {
  const items: Attributes[] = [];
  let pending = keys;
  for (let attempt = 0; pending.length > 0; attempt++) {
    if (attempt > 0) await wait(Math.random() * Math.min(MAX_BACKOFF_MS, 25 * 2 ** attempt));
    const request = { [table]: { Keys: pending, ConsistentRead: true } };
    const answer = await client.send(new BatchGetItemCommand({ RequestItems: request }));
    items.push(...(answer.Responses?.[table] ?? []));
    pending = answer.UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return items;
}
