import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientConfig } from '../../../local/client-config.ts';
import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import type { TablePlan } from '../../../local/template/planned.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

const imports: TablePlan = {
  name: 'Imports',
  createTable: {
    TableName: 'Imports',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'importId', AttributeType: 'S' },
      { AttributeName: 'tenant', AttributeType: 'S' },
    ],
    KeySchema: [{ AttributeName: 'importId', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byTenant',
        KeySchema: [
          { AttributeName: 'tenant', KeyType: 'HASH' },
          { AttributeName: 'importId', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
};

async function startTables(directory: string, tables: readonly TablePlan[] = [imports]) {
  const service = await startDynamoDb({
    directory,
    tables,
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
  return { client, close };
}

describe('the tables', () => {
  it('can be written and queried by their indexes as soon as they have started', async () => {
    const { client } = await startTables(await temporaryDirectory());
    const Item = { importId: { S: 'imp_1' }, tenant: { S: 'acme' } };
    await client.send(new PutItemCommand({ TableName: 'Imports', Item }));
    const { Items } = await client.send(
      new QueryCommand({
        TableName: 'Imports',
        IndexName: 'byTenant',
        KeyConditionExpression: 'tenant = :t',
        ExpressionAttributeValues: { ':t': { S: 'acme' } },
      }),
    );
    expect(Items).toEqual([Item]);
  });

  it('keep their items across restarts', async () => {
    const directory = await temporaryDirectory();
    const first = await startTables(directory);
    await first.client.send(new PutItemCommand({ TableName: 'Imports', Item: { importId: { S: 'a' } } }));
    await first.close();
    const second = await startTables(directory);
    const Key = { importId: { S: 'a' } };
    const { Item } = await second.client.send(new GetItemCommand({ TableName: 'Imports', Key }));
    expect(Item).toEqual(Key);
  });

  it('are refused if they exist on disk with other keys', async () => {
    const directory = await temporaryDirectory();
    await (await startTables(directory)).close();
    const { GlobalSecondaryIndexes: _, ...createTable } = imports.createTable;
    const changed = {
      name: 'Imports',
      createTable: {
        ...createTable,
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      },
    };
    await expect(startTables(directory, [changed])).rejects.toThrow(/^table Imports on disk has other keys/);
  });

  it('are refused with their name if DynamoDB would refuse them', async () => {
    const broken = { name: 'Imports', createTable: { ...imports.createTable, KeySchema: [] } };
    const directory = await temporaryDirectory();
    await expect(startTables(directory, [broken])).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('have ARNs with the region and the account', async () => {
    const { client } = await startTables(await temporaryDirectory());
    const { TableDescription } = await client.send(
      new CreateTableCommand({
        TableName: 'More',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    expect(TableDescription?.TableArn).toBe('arn:aws:dynamodb:eu-central-1:000000000000:table/More');
  });
});
