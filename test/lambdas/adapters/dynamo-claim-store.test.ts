import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClaimStore, createDynamoClaimStore } from '../../../lambdas/adapters/dynamo-claim-store.ts';
import { clientConfig } from '../../../local/client-config.ts';
import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';

const TABLE = 'users';
const REGION = 'eu-central-1';
const at = (recordNumber: number, turn = 1) => ({ turn, recordNumber });
const releaseAt = (recordNumber: number) => ({ by: 'bob', importId: 'imp', recordNumber });

describe('the claim of a unique value', () => {
  let directory = '';
  let dynamo: Awaited<ReturnType<typeof startDynamoDb>>;
  let client: DynamoDBClient;
  let claims: ClaimStore;
  let key = '';
  let claimed = 0;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
    dynamo = await startDynamoDb({
      directory,
      tables: [
        {
          name: TABLE,
          createTable: {
            TableName: TABLE,
            AttributeDefinitions: [{ AttributeName: 'userKey', AttributeType: 'S' }],
            KeySchema: [{ AttributeName: 'userKey', KeyType: 'HASH' }],
            BillingMode: 'PAY_PER_REQUEST',
          },
        },
      ],
      region: REGION,
      accountId: '000000000000',
      port: 0,
    });
    client = new DynamoDBClient(clientConfig(dynamo.endpoint, REGION));
    claims = createDynamoClaimStore(TABLE, client);
  });
  afterAll(async () => {
    client.destroy();
    await dynamo.close();
    await rm(directory, { recursive: true, force: true });
  });
  beforeEach(() => {
    claimed += 1;
    key = `claim ${claimed}`;
  });
  const ownerOf = async () => (await claims.read([key])).get(key)?.owner;

  it('is taken by one, and by another only when it was given up', async () => {
    expect(await claims.acquire(key, 'bob', undefined, at(1))).toBe(true);
    expect(await claims.acquire(key, 'ann', undefined, at(2))).toBe(false);
    await claims.release(key, releaseAt(3), 1);
    expect((await claims.read([key])).get(key)).toEqual({ owner: undefined, released: releaseAt(3) });
    expect(await claims.acquire(key, 'ann', undefined, at(4))).toBe(true);
    expect(await ownerOf()).toBe('ann');
  });

  it('is taken from an owner that does not carry the value', async () => {
    await claims.acquire(key, 'bob', undefined, at(1));
    expect(await claims.acquire(key, 'ann', 'bob', at(2))).toBe(true);
    expect(await ownerOf()).toBe('ann');
  });

  it('may be taken again by the same record', async () => {
    expect(await claims.acquire(key, 'bob', undefined, at(1))).toBe(true);
    expect(await claims.acquire(key, 'bob', undefined, at(1))).toBe(true);
    expect(await claims.acquire(key, 'bob', 'bob', at(1))).toBe(true);
  });

  it('that was given up and taken again is not given up once more by an invocation that was believed dead', async () => {
    await claims.acquire(key, 'bob', undefined, at(2));
    await claims.release(key, releaseAt(5), 1);
    await claims.acquire(key, 'bob', undefined, at(6));
    await claims.release(key, releaseAt(5), 1);
    expect(await ownerOf()).toBe('bob');
    // Nor may that one first make it look older than it is.
    expect(await claims.acquire(key, 'bob', undefined, at(2))).toBe(false);
    expect(await claims.acquire(key, 'bob', 'bob', at(2))).toBe(false);
    await claims.release(key, releaseAt(5), 1);
    expect(await ownerOf()).toBe('bob');
  });

  it('that a later import took is not given up by an earlier one, however far that had come', async () => {
    await claims.acquire(key, 'bob', undefined, at(1, 2));
    await claims.release(key, releaseAt(900), 1);
    expect(await ownerOf()).toBe('bob');
    await claims.release(key, releaseAt(2), 2);
    expect(await ownerOf()).toBeUndefined();
  });
});
