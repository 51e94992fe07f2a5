import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { clientConfig } from '../../../local/client-config.ts';
import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';

const REGION = 'eu-central-1';
const TABLE = 'imports';

/** An empty imports table without its indexes, in a DynamoDB of its own. */
export async function startImportsTable() {
  const directory = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
  const dynamo = await startDynamoDb({
    directory,
    tables: [
      {
        name: TABLE,
        createTable: {
          TableName: TABLE,
          AttributeDefinitions: [
            { AttributeName: 'importId', AttributeType: 'S' },
            { AttributeName: 'item', AttributeType: 'S' },
          ],
          KeySchema: [
            { AttributeName: 'importId', KeyType: 'HASH' },
            { AttributeName: 'item', KeyType: 'RANGE' },
          ],
          BillingMode: 'PAY_PER_REQUEST',
        },
      },
    ],
    region: REGION,
    accountId: '000000000000',
    port: 0,
  });
  const client = new DynamoDBClient(clientConfig(dynamo.endpoint, REGION));
  return {
    table: TABLE,
    client,
    documents: DynamoDBDocumentClient.from(client),
    close: async () => {
      client.destroy();
      await dynamo.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
