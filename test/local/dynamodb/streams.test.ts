import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientConfig } from '../../../local/client-config.ts';
import { call } from '../../../local/dynamodb/call.ts';
import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import type { StreamRecord } from '../../../local/dynamodb/streams.ts';
import type { TablePlan } from '../../../local/template/planned.ts';
import type { Json } from '../../../local/template/stack.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

const arn = 'arn:aws:dynamodb:eu-central-1:000000000000:table/Things/stream/2026-01-01T00:00:00.000';

const things: TablePlan = {
  name: 'Things',
  stream: { arn, viewType: 'NEW_AND_OLD_IMAGES' },
  createTable: {
    TableName: 'Things',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  },
};

async function startThings(directory: string) {
  const service = await startDynamoDb({
    directory,
    tables: [things],
    region: 'eu-central-1',
    accountId: '000000000000',
    port: 0,
  });
  const client = new DynamoDBClient(clientConfig(service.endpoint, 'eu-central-1'));
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    client.destroy();
    await service.close();
  };
  onTestFinished(close);
  const ask = (operation: string, input: { readonly [name: string]: Json }) =>
    call(service.endpoint, operation, input, { api: 'DynamoDBStreams_20120810' });
  const read = async (position: { readonly [name: string]: Json }): Promise<readonly StreamRecord[]> => {
    const { StreamDescription } = await ask('DescribeStream', { StreamArn: arn });
    const [shard] = (StreamDescription as unknown as { Shards: { ShardId: string }[] }).Shards;
    const { ShardIterator } = await ask('GetShardIterator', {
      StreamArn: arn,
      ShardId: shard?.ShardId ?? '',
      ...position,
    });
    const { Records } = await ask('GetRecords', { ShardIterator: ShardIterator ?? '' });
    return Records as unknown as readonly StreamRecord[];
  };
  return { client, close, ask, all: () => read({ ShardIteratorType: 'TRIM_HORIZON' }), read };
}

const imagesOf = (records: readonly StreamRecord[]) =>
  records.map(({ eventName, dynamodb: { OldImage, NewImage } }) => [eventName, OldImage, NewImage]);

describe('the stream of a table', () => {
  it('has each write with the item before and after it, in order', async () => {
    const { client, all } = await startThings(await temporaryDirectory());
    const Key = { id: { S: 'a' } };
    await client.send(new PutItemCommand({ TableName: 'Things', Item: { ...Key, n: { N: '1' } } }));
    await client.send(
      new UpdateItemCommand({
        TableName: 'Things',
        Key,
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      }),
    );
    await client.send(new DeleteItemCommand({ TableName: 'Things', Key }));
    const records = await all();
    const item = (n: string) => ({ ...Key, n: { N: n } });
    expect(imagesOf(records)).toEqual([
      ['INSERT', undefined, item('1')],
      ['MODIFY', item('1'), item('2')],
      ['REMOVE', item('2'), undefined],
    ]);
    expect(records.map(({ dynamodb }) => dynamodb.Keys)).toEqual([Key, Key, Key]);
    const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
    expect(numbers).toEqual(numbers.toSorted());
  });

  it('has nothing about a write that was refused, or that changed nothing', async () => {
    const { client, all } = await startThings(await temporaryDirectory());
    const put = new PutItemCommand({ TableName: 'Things', Item: { id: { S: 'a' } } });
    await client.send(put);
    await client.send(put);
    await client.send(new DeleteItemCommand({ TableName: 'Things', Key: { id: { S: 'nothing' } } }));
    const refused = new PutItemCommand({
      TableName: 'Things',
      Item: { id: { S: 'a' }, n: { N: '1' } },
      ConditionExpression: 'attribute_not_exists(id)',
    });
    await expect(client.send(refused)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(imagesOf(await all())).toEqual([['INSERT', undefined, { id: { S: 'a' } }]]);
  });

  it('has concurrent writes of an item in the order in which they were made', async () => {
    const { client, all } = await startThings(await temporaryDirectory());
    const add = (id: string) =>
      client.send(
        new UpdateItemCommand({
          TableName: 'Things',
          Key: { id: { S: id } },
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        }),
      );
    await Promise.all(Array.from({ length: 60 }, (_, i) => add(`item ${i % 3}`)));
    const requests = ['x', 'y'].map((id) => ({ PutRequest: { Item: { id: { S: id } } } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { Things: requests } }));
    const records = await all();
    expect(records).toHaveLength(62);
    for (const id of ['item 0', 'item 1', 'item 2']) {
      const own = records.filter(({ dynamodb }) => isDeepEqual(dynamodb.Keys, { id: { S: id } }));
      const numbers = own.map(({ dynamodb }) => dynamodb.NewImage?.n);
      expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => ({ N: String(i + 1) })));
      const before = own.map(({ dynamodb }) => dynamodb.OldImage?.n);
      expect(before).toEqual([undefined, ...numbers.slice(0, -1)]);
    }
  });

  it('continues after a restart, with higher numbers, and is read from a number on', async () => {
    const directory = await temporaryDirectory();
    const first = await startThings(directory);
    await first.client.send(new PutItemCommand({ TableName: 'Things', Item: { id: { S: 'a' } } }));
    const [record] = await first.all();
    await first.close();
    const second = await startThings(directory);
    await second.client.send(new PutItemCommand({ TableName: 'Things', Item: { id: { S: 'b' } } }));
    const later = await second.read({
      ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
      SequenceNumber: record?.dynamodb.SequenceNumber ?? '',
    });
    expect(imagesOf(later)).toEqual([['INSERT', undefined, { id: { S: 'b' } }]]);
    expect(await second.all()).toHaveLength(2);
  });

  it('has the record of each write that was answered before the process was killed', async () => {
    const directory = await temporaryDirectory();
    const writer = new URL('./stream-writer.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [writer, directory, JSON.stringify(things)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let answered = '';
    for await (const piece of child.stdout) {
      answered += String(piece);
      if (answered.split('\n').length > 40) break;
    }
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    const { all } = await startThings(directory);
    const recorded = new Set((await all()).map(({ dynamodb }) => dynamodb.NewImage?.n));
    const written = answered.split('\n').slice(0, -1);
    expect(written.length).toBeGreaterThanOrEqual(40);
    const numbers = [...recorded].map((n) => JSON.stringify(n));
    expect(written.filter((n) => !numbers.includes(JSON.stringify({ N: n })))).toEqual([]);
  });

  it('answers a reader that waits as soon as there is a record', async () => {
    const { client, ask } = await startThings(await temporaryDirectory());
    const { ShardIterator } = await ask('GetShardIterator', {
      StreamArn: arn,
      ShardId: 'any',
      ShardIteratorType: 'LATEST',
    });
    const waiting = ask('GetRecords', { ShardIterator: ShardIterator ?? '', WaitMs: 600_000 });
    await client.send(new PutItemCommand({ TableName: 'Things', Item: { id: { S: 'a' } } }));
    expect((await waiting).Records).toHaveLength(1);
  });
});

function isDeepEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
