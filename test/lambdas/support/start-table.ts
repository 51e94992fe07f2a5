import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { STAGE_ATTRIBUTES } from '../../../lambdas/contracts/stage-import.ts';
import { clientConfig } from '../../../local/client-config.ts';
import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';

const REGION = 'eu-central-1';

/** An empty imports table with the index of request ids, in a DynamoDB of its own. */
export const startImportsTable = () =>
  startTable('imports', ['importId', 'item'], { name: 'byRequest', keys: ['requestKey', 'importId'] });

/** An empty imports table with the indexes of all tenants, in a DynamoDB of its own. */
export const startStageTable = () =>
  startTable(
    'imports',
    ['importId', 'item'],
    { name: 'byDay', keys: ['day', 'importId'], attributes: STAGE_ATTRIBUTES },
    { name: 'unfinished', keys: ['unfinished', 'importId'] },
  );

/** An empty imports table with the indexes by which the API lists imports, in a DynamoDB of its own. */
export const startListsTable = () =>
  startTable(
    'imports',
    ['importId', 'item'],
    { name: 'byTenant', keys: ['tenant', 'importId'], attributes: 'all' },
    { name: 'openByTenant', keys: ['tenant', 'unfinished'] },
    { name: 'byRequest', keys: ['requestKey', 'importId'] },
    { name: 'byDay', keys: ['day', 'importId'], attributes: STAGE_ATTRIBUTES },
    { name: 'unfinished', keys: ['unfinished', 'importId'] },
  );

/** An empty users table with its index, in a DynamoDB of its own. */
export const startUsersTable = () =>
  startTable('users', ['userKey'], { name: 'byType', keys: ['_list', '_listKey'] });

/** An empty webhooks table with its index, in a DynamoDB of its own. */
export const startWebhooksTable = () =>
  startTable('webhooks', ['tenant', 'item'], { name: 'due', keys: ['due', 'dueAt'] });

interface Index {
  readonly name: string;
  readonly keys: readonly string[];
  /** Besides the keys. */
  readonly attributes?: readonly string[] | 'all';
}

/** @param keys the partition key and, if there is one, the sort key */
async function startTable(table: string, keys: readonly string[], ...indexes: readonly Index[]) {
  const directory = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
  const createTable = {
    TableName: table,
    AttributeDefinitions: [...new Set([...keys, ...indexes.flatMap((index) => index.keys)])].map(
      (AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      }),
    ),
    KeySchema: keySchema(keys),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index.keys),
        Projection: projectionOf(index),
      })),
    }),
    BillingMode: 'PAY_PER_REQUEST' as const,
  };
  const dynamo = await startDynamoDb({
    directory,
    tables: [{ name: table, createTable }],
    region: REGION,
    accountId: '000000000000',
    port: 0,
  });
  const client = new DynamoDBClient(clientConfig(dynamo.endpoint, REGION));
  return {
    table,
    client,
    documents: DynamoDBDocumentClient.from(client),
    close: async () => {
      client.destroy();
      await dynamo.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function keySchema(keys: readonly string[]) {
  return keys.map((AttributeName, i) => ({
    AttributeName,
    KeyType: i === 0 ? ('HASH' as const) : ('RANGE' as const),
  }));
}

function projectionOf({ attributes }: Index) {
  if (attributes === undefined) return { ProjectionType: 'KEYS_ONLY' as const };
  if (attributes === 'all') return { ProjectionType: 'ALL' as const };
  return { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...attributes] };
}
