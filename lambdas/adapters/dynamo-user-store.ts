import { setTimeout as wait } from 'node:timers/promises';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import type { StoredUser, WriteMark } from '../core/fold-user.ts';
import type { UserDiff } from '../core/user-diff.ts';
import { referenceKeyOf } from '../core/user-key.ts';
import { updateExpression } from './dynamo-update-expression.ts';
import { storedUserOf } from './dynamo-user-item.ts';

/** DynamoDB's limit for one BatchGetItem. */
const BATCH_KEYS = 100;
const PARALLEL_BATCHES = 4;
const MAX_BACKOFF_MS = 2_000;

export interface UserWrite {
  readonly userKey: string;
  readonly tenant: string;
  readonly importType: string;
  readonly diff: UserDiff;
  readonly mark: WriteMark;
  /** What was read: the write is made only if none of our writes came between. */
  readonly seen: StoredUser | undefined;
  /** Fields of the diff that must be absent when the write is made. */
  readonly absent: readonly string[];
}

/** The users table. Reads are consistent; writes touch the attributes of their diff and no others (promise 5). */
export interface UserStore {
  read(userKeys: readonly string[]): Promise<ReadonlyMap<string, StoredUser>>;
  /** False when the user is not as it was read any more: read again, plan again. */
  write(write: UserWrite): Promise<boolean>;
  /** Those of `values` that some user of the tenant answers to. */
  known(tenant: string, values: ReadonlySet<string>): Promise<ReadonlySet<string>>;
  remember(tenant: string, value: string, userKey: string): Promise<void>;
}

export function createDynamoUserStore(
  table: string,
  now: () => Date,
  client = new DynamoDBClient({}),
): UserStore {
  const dynamo = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return {
    read: async (userKeys) => {
      const items = await batchGet(dynamo, table, userKeys);
      return new Map(items.map((item) => [String(item.userKey), storedUserOf(item)]));
    },
    write: (write) => writeUser(dynamo, table, write, now().toISOString()),
    known: async (tenant, values) => {
      const byKey = new Map([...values].map((value) => [referenceKeyOf(tenant, value), value]));
      const items = await batchGet(dynamo, table, [...byKey.keys()]);
      return new Set(items.map((item) => byKey.get(String(item.userKey)) as string));
    },
    remember: async (tenant, value, userKey) => {
      const Item = { userKey: referenceKeyOf(tenant, value), _owner: userKey };
      await dynamo.send(new PutCommand({ TableName: table, Item }));
    },
  };
}

async function batchGet(dynamo: DynamoDBDocumentClient, table: string, userKeys: readonly string[]) {
  const keys = userKeys.map((userKey) => ({ userKey }));
  const batches = Array.from({ length: Math.ceil(keys.length / BATCH_KEYS) }, (_, i) =>
    keys.slice(i * BATCH_KEYS, (i + 1) * BATCH_KEYS),
  );
  const read = await pMap(batches, (batch) => getBatch(dynamo, table, batch), {
    concurrency: PARALLEL_BATCHES,
  });
  return read.flat();
}

/** A throttled or too large BatchGetItem answers with a part and names the rest: ask on, ever more slowly. */
async function getBatch(dynamo: DynamoDBDocumentClient, table: string, keys: Record<string, unknown>[]) {
  const items: Record<string, unknown>[] = [];
  let pending = keys;
  for (let attempt = 0; pending.length > 0; attempt++) {
    if (attempt > 0) await wait(Math.random() * Math.min(MAX_BACKOFF_MS, 25 * 2 ** attempt));
    const request = { [table]: { Keys: pending, ConsistentRead: true } };
    const answer = await dynamo.send(new BatchGetCommand({ RequestItems: request }));
    items.push(...(answer.Responses?.[table] ?? []));
    pending = answer.UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return items;
}

async function writeUser(
  dynamo: DynamoDBDocumentClient,
  table: string,
  write: UserWrite,
  at: string,
): Promise<boolean> {
  const { diff, seen } = write;
  const bookkeeping = { _updatedAt: at, _version: (seen?.version ?? 0) + 1, _import: write.mark };
  const created = { _createdAt: at, _tenant: write.tenant, _importType: write.importType };
  // One expression cannot add to and delete from the same set: then the whole set is written, under the version's guard.
  const replaceSegments = diff.addSegments.length > 0 && diff.deleteSegments.length > 0;
  const segments = new Set(seen?.user.segments ?? [])
    .union(new Set(diff.addSegments))
    .difference(new Set(diff.deleteSegments));
  const update = updateExpression({
    set: new Map<string, unknown>([
      ...diff.set,
      ...Object.entries({ ...bookkeeping, ...(seen === undefined ? created : {}) }),
      ...(replaceSegments ? ([['segments', segments]] as const) : []),
    ]),
    remove: diff.remove,
    add:
      replaceSegments || diff.addSegments.length === 0
        ? new Map()
        : new Map([['segments', new Set(diff.addSegments)]]),
    delete:
      replaceSegments || diff.deleteSegments.length === 0
        ? new Map()
        : new Map([['segments', new Set(diff.deleteSegments)]]),
  });
  const guard = guardOf(write);
  try {
    await dynamo.send(
      new UpdateCommand({
        TableName: table,
        Key: { userKey: write.userKey },
        UpdateExpression: update.UpdateExpression,
        ConditionExpression: guard.expression,
        ExpressionAttributeNames: { ...update.ExpressionAttributeNames, ...guard.names },
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ...guard.values },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Holds exactly when no write of ours came between; what other writers did to other fields does not matter. */
function guardOf(write: UserWrite) {
  if (write.seen === undefined) return { expression: 'attribute_not_exists(userKey)', names: {}, values: {} };
  const version = write.seen.version;
  const names: Record<string, string> = { '#version': '_version' };
  const absent = write.absent.map((field, i) => {
    names[`#absent${i}`] = field;
    return `attribute_not_exists(#absent${i})`;
  });
  const unchanged = version === undefined ? 'attribute_not_exists(#version)' : '#version = :version';
  return {
    expression: ['attribute_exists(userKey)', unchanged, ...absent].join(' AND '),
    names,
    values: version === undefined ? {} : { ':version': version },
  };
}
