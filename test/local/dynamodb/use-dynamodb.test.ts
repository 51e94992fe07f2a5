import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientConfig } from '../../../local/client-config.ts';
import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import type { TablePlan } from '../../../local/template/planned.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

const table: TablePlan = {
  name: 'Users',
  createTable: {
    TableName: 'Users',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'userKey', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'userKey', KeyType: 'HASH' }],
  },
};
const place = { region: 'eu-central-1', accountId: '000000000000', port: 0 };
const Item = { userKey: { S: 'ann' } };

describe('a DynamoDB that runs elsewhere', () => {
  it('gets the tables of the template, and still runs and has its items after the cloud has ended', async () => {
    const other = await startDynamoDb({ ...place, directory: await temporaryDirectory(), tables: [] });
    onTestFinished(() => other.close());
    const options = { ...place, directory: await temporaryDirectory(), tables: [table] };
    const client = new DynamoDBClient(clientConfig(other.endpoint, place.region));
    onTestFinished(() => client.destroy());

    const used = await startDynamoDb({ ...options, endpoint: `${other.endpoint}/` });
    expect(used.endpoint).toBe(other.endpoint);
    await client.send(new PutItemCommand({ TableName: 'Users', Item }));
    await used.close();
    const again = await startDynamoDb({ ...options, endpoint: other.endpoint });
    expect(
      (await client.send(new GetItemCommand({ TableName: 'Users', Key: Item, ConsistentRead: true }))).Item,
    ).toEqual(Item);
    await again.close();
  });

  it('that does not answer is named', async () => {
    const options = { ...place, directory: await temporaryDirectory(), tables: [table] };
    await expect(startDynamoDb({ ...options, endpoint: 'http://127.0.0.1:1' })).rejects.toThrow(
      /^DynamoDB at http:\/\/127\.0\.0\.1:1 cannot be used: /,
    );
  });
});
