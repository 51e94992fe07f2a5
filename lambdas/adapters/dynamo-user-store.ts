import { type DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { WriteMark } from '../contracts/write-mark.ts';
import type { StoredUser } from '../core/user/stored-user.ts';
import type { UserDiff } from '../core/user/user-diff.ts';
import { referenceKeyOf } from '../core/user/user-key.ts';
import { listAttributes } from '../core/user/user-list.ts';
import { attributeValues } from './attribute-value.ts';
import { batchGet } from './dynamo-batch-get.ts';
import { succeeds } from './dynamo-condition.ts';
import { quickDynamoClient } from './dynamo-quick-client.ts';
import { updateExpression } from './dynamo-update-expression.ts';
import { storedUserOf } from './dynamo-user-item.ts';
import { packedMark } from './dynamo-write-mark.ts';

export interface UserWrite {
  readonly userKey: string;
  readonly tenant: string;
  readonly importType: string;
  readonly diff: UserDiff;
  /** Absent for a write outside of an import: the mark of the last import stays, so that its retries recognise their work. */
  readonly mark: WriteMark | undefined;
  /** The user as it was read: the write is made only if Rollcall has not written it since. */
  readonly expected: StoredUser | undefined;
  /** Fields of the diff that must be absent when the write is made. */
  readonly absent: readonly string[];
}

/** The users table. Reads are consistent; writes touch the attributes of their diff and no others (promise 5). */
export interface UserStore {
  read(userKeys: readonly string[]): Promise<ReadonlyMap<string, StoredUser>>;
  /** False when the user has changed since it was read: read it and plan again. */
  write(write: UserWrite): Promise<boolean>;
  /** Those of `values` that refer to a user of the tenant. */
  known(tenant: string, values: ReadonlySet<string>): Promise<ReadonlySet<string>>;
  remember(tenant: string, value: string, userKey: string): Promise<void>;
}

export function createDynamoUserStore(
  table: string,
  now: () => Date,
  client = quickDynamoClient(),
): UserStore {
  return {
    read: async (userKeys) => {
      const items = await batchGet(client, table, userKeys);
      return new Map(items.map((item) => [String(item.userKey), storedUserOf(item)]));
    },
    write: (write) => writeUser(client, table, write, now().toISOString()),
    known: async (tenant, values) => {
      const byKey = new Map([...values].map((value) => [referenceKeyOf(tenant, value), value]));
      const items = await batchGet(client, table, [...byKey.keys()]);
      return new Set(items.map((item) => byKey.get(String(item.userKey)) as string));
    },
    remember: async (tenant, value, userKey) => {
      const Item = attributeValues({ userKey: referenceKeyOf(tenant, value), _owner: userKey });
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },
  };
}

async function writeUser(
  client: DynamoDBClient,
  table: string,
  write: UserWrite,
  at: string,
): Promise<boolean> {
  const { diff, expected } = write;
  if (expected === undefined) return createUser(client, table, write, at);
  const mark = write.mark === undefined ? {} : { _import: packedMark(write.mark) };
  const bookkeeping = {
    _updatedAt: at,
    _version: (expected.version ?? 0) + 1,
    // A placeholder is in no list, nor is a user that an earlier version wrote. The index is written only if it changes.
    ...listAttributes(write.tenant, write.importType, write.userKey),
    ...mark,
  };
  const sets = setChanges(write);
  const update = updateExpression({
    set: new Map<string, unknown>([...diff.set, ...Object.entries(bookkeeping), ...sets.set]),
    remove: diff.remove,
    add: sets.add,
    delete: sets.delete,
  });
  const guard = guardOf(write);
  return succeeds(
    client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { userKey: { S: write.userKey } },
        UpdateExpression: update.UpdateExpression,
        ConditionExpression: guard.expression,
        ExpressionAttributeNames: { ...update.ExpressionAttributeNames, ...guard.names },
        ExpressionAttributeValues: attributeValues({
          ...update.ExpressionAttributeValues,
          ...guard.values,
        }),
      }),
    ),
  );
}

/** As a whole item, which has no limit of attributes: an update expression has one. */
function createUser(
  client: DynamoDBClient,
  table: string,
  { userKey, tenant, importType, diff, mark }: UserWrite,
  at: string,
): Promise<boolean> {
  const sets = [...diff.sets].map(([name, { add }]) => [name, add] as const);
  const item = {
    ...Object.fromEntries([...diff.set, ...sets]),
    userKey,
    _createdAt: at,
    _updatedAt: at,
    _version: 1,
    _tenant: tenant,
    _importType: importType,
    ...listAttributes(tenant, importType, userKey),
    _import: mark && packedMark(mark),
  };
  return succeeds(
    client.send(
      new PutItemCommand({
        TableName: table,
        Item: attributeValues(item),
        ConditionExpression: 'attribute_not_exists(userKey)',
      }),
    ),
  );
}

interface SetChanges {
  readonly set: ReadonlyMap<string, ReadonlySet<string>>;
  readonly add: ReadonlyMap<string, ReadonlySet<string>>;
  readonly delete: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Elements are added or deleted on their own; one expression cannot do both, so then the whole set is written. */
function setChanges({ diff, expected }: UserWrite): SetChanges {
  const changes = {
    set: new Map<string, ReadonlySet<string>>(),
    add: new Map<string, ReadonlySet<string>>(),
    delete: new Map<string, ReadonlySet<string>>(),
  };
  for (const [name, elements] of diff.sets) {
    if (elements.delete.size === 0) changes.add.set(name, elements.add);
    else if (elements.add.size === 0) changes.delete.set(name, elements.delete);
    else {
      const before = expected?.user.sets.get(name) ?? new Set<string>();
      changes.set.set(name, before.union(elements.add).difference(elements.delete));
    }
  }
  return changes;
}

/** Holds if Rollcall has not written the user since it was read. Other writers may have changed other fields. */
function guardOf(write: UserWrite) {
  const { expected } = write;
  if (expected === undefined) return { expression: 'attribute_not_exists(userKey)', names: {}, values: {} };
  const names: Record<string, string> = { '#version': '_version' };
  const values: Record<string, unknown> = {};
  const conditions = ['attribute_exists(userKey)'];
  if (expected.version === undefined) conditions.push('attribute_not_exists(#version)');
  else {
    values[':version'] = expected.version;
    conditions.push('#version = :version');
  }
  for (const [i, field] of write.absent.entries()) {
    names[`#absent${i}`] = field;
    conditions.push(`attribute_not_exists(#absent${i})`);
  }
  // A set that is written as a whole must be the one that was read.
  for (const [i, name] of [...setChanges(write).set.keys()].entries()) {
    names[`#set${i}`] = name;
    values[`:set${i}`] = expected.user.sets.get(name);
    conditions.push(`#set${i} = :set${i}`);
  }
  return { expression: conditions.join(' AND '), names, values };
}
