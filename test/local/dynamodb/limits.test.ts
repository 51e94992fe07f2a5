import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  type QueryCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientConfig } from '../../../local/client-config.ts';
import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import type { ServiceThread } from '../../../local/service-thread.ts';
import type { TablePlan } from '../../../local/template/planned.ts';

const TableName = 'Limits';
const Key = { p: { S: 'a' }, s: { S: 'b' } };
const table: TablePlan = {
  name: TableName,
  createTable: {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['p', 's', 'g', 'h'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: [
      { AttributeName: 'p', KeyType: 'HASH' },
      { AttributeName: 's', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'index',
        KeySchema: [
          { AttributeName: 'g', KeyType: 'HASH' },
          { AttributeName: 'h', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
};

const put = (attributes: Record<string, AttributeValue>) =>
  new PutItemCommand({ TableName, Item: { ...Key, ...attributes } });
const update = (input: Partial<UpdateItemCommandInput>) =>
  new UpdateItemCommand({ TableName, Key, ...input });
const batch = (attributes: Record<string, AttributeValue>) =>
  new BatchWriteItemCommand({
    RequestItems: { [TableName]: [{ PutRequest: { Item: { ...Key, ...attributes } } }] },
  });

/** A `SET` expression of exactly this number of bytes. */
function setOf(bytes: number): Partial<UpdateItemCommandInput> {
  const field = (n: number) => `f${String(n).padStart(3, '0')} = :v`;
  const fields = Array.from({ length: Math.floor((bytes - 4) / 11) - 1 }, (_, n) => field(n));
  const short = `SET ${fields.join(', ')}, ${'z'.repeat(40)} = :v`;
  const last = 'z'.repeat(40 + bytes - short.length);
  return {
    UpdateExpression: `SET ${fields.join(', ')}, ${last} = :v`,
    ExpressionAttributeValues: { ':v': { S: 'x' } },
  };
}

function nested(containers: number, kind: 'M' | 'L'): AttributeValue {
  if (containers === 0) return { S: 'x' };
  const inner = nested(containers - 1, kind);
  return kind === 'M' ? { M: { a: inner } } : { L: [inner] };
}

const condition = (functions: number) =>
  Array.from({ length: functions }, (_, n) => `attribute_not_exists(a${n})`).join(' OR ');
const setValue = (value: AttributeValue, name = 'v') =>
  update({
    UpdateExpression: 'SET #n = :v',
    ExpressionAttributeNames: { '#n': name },
    ExpressionAttributeValues: { ':v': value },
  });
const letters = (count: number): AttributeValue => ({ S: 'x'.repeat(count) });

type Command = PutItemCommand | UpdateItemCommand | BatchWriteItemCommand | QueryCommand;

/** The messages are those of AWS's DynamoDB Local 1.25.1, or of dynalite if it enforces the limit. */
const LIMITS: readonly (readonly [limit: string, within: Command, beyond: Command, message: RegExp])[] = [
  [
    '4 KB of update expression',
    update(setOf(4096)),
    update(setOf(4097)),
    /^Invalid UpdateExpression: Expression size has exceeded the maximum allowed size; expression size: 4097$/,
  ],
  [
    '4 KB of condition',
    new PutItemCommand({ TableName, Item: Key, ConditionExpression: condition(140) }),
    new PutItemCommand({ TableName, Item: Key, ConditionExpression: condition(141) }),
    /^Invalid ConditionExpression: Expression size has exceeded/,
  ],
  [
    '255 bytes of placeholder',
    update({
      UpdateExpression: `SET #${'n'.repeat(254)} = :v`,
      ExpressionAttributeNames: { [`#${'n'.repeat(254)}`]: 'q' },
      ExpressionAttributeValues: { ':v': { S: '1' } },
    }),
    update({
      UpdateExpression: `SET #${'n'.repeat(255)} = :v`,
      ExpressionAttributeNames: { [`#${'n'.repeat(255)}`]: 'q' },
      ExpressionAttributeValues: { ':v': { S: '1' } },
    }),
    /^ExpressionAttributeNames contains invalid key: .*size of key: 256$/,
  ],
  [
    '31 maps in an item',
    put({ v: nested(31, 'M') }),
    put({ v: nested(32, 'M') }),
    /^Nesting Levels have exceeded supported limits/,
  ],
  [
    '31 lists in an item',
    put({ v: nested(31, 'L') }),
    put({ v: nested(32, 'L') }),
    /^Nesting Levels have exceeded supported limits/,
  ],
  [
    '31 maps in an update',
    setValue(nested(31, 'M')),
    setValue(nested(32, 'M')),
    /^Nesting Levels have exceeded supported limits/,
  ],
  [
    '31 maps in a batch',
    batch({ v: nested(31, 'M') }),
    batch({ v: nested(32, 'M') }),
    /^Nesting Levels have exceeded supported limits/,
  ],
  [
    'an attribute name of 65,535 bytes',
    put({ ['x'.repeat(65_535)]: { S: 'a' } }),
    put({ ['x'.repeat(65_536)]: { S: 'a' } }),
    /^Attribute name is too large/,
  ],
  [
    'a non-empty index key',
    put({ g: letters(1) }),
    put({ g: letters(0) }),
    /secondary index key .*cannot contain an empty string value. IndexKey: g$/,
  ],
  [
    'a non-empty index key in an update',
    setValue(letters(1), 'g'),
    setValue(letters(0), 'g'),
    /cannot contain an empty string value. IndexKey: g$/,
  ],
  [
    '2,048 bytes of an index partition key',
    put({ g: letters(2048) }),
    put({ g: letters(2049) }),
    /^One or more parameter values were invalid: Size limit exceeded$/,
  ],
  [
    '1,024 bytes of an index sort key',
    put({ h: letters(1024) }),
    put({ h: letters(1025) }),
    /^One or more parameter values were invalid: Size limit exceeded$/,
  ],
  [
    '400 KB of item',
    put({ v: letters(400 * 1024 - 5) }),
    put({ v: letters(400 * 1024 - 4) }),
    /^Item size has exceeded the maximum allowed size$/,
  ],
  [
    '400 KB of updated item',
    setValue(letters(400 * 1024 - 5)),
    setValue(letters(400 * 1024 - 4)),
    /^Item size to update has exceeded the maximum allowed size$/,
  ],
  [
    '2,048 bytes of partition key',
    put({ p: letters(2048) }),
    put({ p: letters(2049) }),
    /hashkey has exceeded the maximum size limit/,
  ],
  [
    '1,024 bytes of sort key',
    put({ s: letters(1024) }),
    put({ s: letters(1025) }),
    /range keys has exceeded the size limit/,
  ],
  [
    'a non-empty partition key',
    put({ p: letters(1) }),
    put({ p: letters(0) }),
    /key attribute cannot contain an empty string value. Key: p$/,
  ],
  ['numbers below 1e126', put({ v: { N: '9e125' } }), put({ v: { N: '1e126' } }), /^Number overflow/],
  ['numbers above 1e-131', put({ v: { N: '1e-130' } }), put({ v: { N: '1e-131' } }), /^Number underflow/],
  [
    '38 digits of a number',
    put({ v: { N: '1'.repeat(38) } }),
    put({ v: { N: '1'.repeat(39) } }),
    /more than 38 significant digits/,
  ],
  [
    'one path for each value',
    update({ UpdateExpression: 'SET a = :v, b = :v', ExpressionAttributeValues: { ':v': { S: '1' } } }),
    update({ UpdateExpression: 'SET a = :v, a = :v', ExpressionAttributeValues: { ':v': { S: '1' } } }),
    /^Invalid UpdateExpression: Two document paths overlap/,
  ],
];

describe('DynamoDB on this machine', () => {
  let service: ServiceThread;
  let client: DynamoDBClient;
  let directory: string;
  beforeAll(async () => {
    const region = 'eu-central-1';
    directory = await mkdtemp(join(tmpdir(), 'rollcall-limits-'));
    service = await startDynamoDb({ directory, tables: [table], region, accountId: '000000000000', port: 0 });
    client = new DynamoDBClient(clientConfig(service.endpoint, region));
  });
  afterAll(async () => {
    client.destroy();
    await service.close();
    await rm(directory, { recursive: true });
  });

  it.each(LIMITS)('accepts %s and refuses more', async (_limit, within, beyond, message) => {
    const send = (command: Command) => client.send(command as PutItemCommand);
    await send(within);
    await expect(send(beyond)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });
});
