import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findImport } from '../../cli/imports/find-import.ts';
import { followImport } from '../../cli/imports/follow-import.ts';
import { StateWatch, stopByHand } from '../support/state-watch.ts';
import {
  gather,
  newTenant,
  putFile,
  startTestCloud,
  type TestCloud,
  usersOf,
} from '../support/test-cloud.ts';

const file = (firstName: string, records = 6) =>
  `accountId,id,firstName\n${Array.from({ length: records }, (_, i) => `acme,u${i},${firstName}\n`).join('')}`;

describe('imports of one tenant', () => {
  const watch = new StateWatch();
  let test: TestCloud;

  beforeAll(async () => {
    test = await startTestCloud({ onStateEntered: watch.onStateEntered });
  });
  afterAll(async () => test?.[Symbol.asyncDispose]());

  const idOf = async (tenant: string, requestId: string): Promise<string> =>
    (await findImport(test.clients, { tenant, requestId })) ?? 'not taken in';
  const turnOf = async (tenant: string) => {
    const Key = { importId: `turn#${tenant}`, item: 'turn' };
    const { Item } = await test.clients.dynamo.send(
      new GetCommand({ TableName: test.clients.importsTable, Key, ConsistentRead: true }),
    );
    return { fencingToken: Item?.fencingToken, ticket: Item?.ticket };
  };
  const ticketsOf = async (tenant: string) => {
    const { Items = [] } = await test.clients.dynamo.send(
      new QueryCommand({
        TableName: test.clients.importsTable,
        ConsistentRead: true,
        KeyConditionExpression: 'importId = :queue AND begins_with(#item, :ticket)',
        ExpressionAttributeNames: { '#item': 'item' },
        ExpressionAttributeValues: { ':queue': `turn#${tenant}`, ':ticket': 'ticket#' },
      }),
    );
    return Items;
  };

  it('write in order of arrival, even if splitting the first one takes longer', async () => {
    const tenant = newTenant();
    const first = watch.hold('SplitFile');
    const requests = [await putFile(test, file('First'), { tenant, name: 'first.csv' })];
    const firstId = await first.held;
    const waiting = watch.once('WaitForTurn');
    requests.push(await putFile(test, file('Second'), { tenant, name: 'second.csv' }));
    const secondId = await waiting;
    expect(secondId).not.toBe(firstId);
    first.release();
    await test.cloud.idle();
    const states = watch.entered.filter((entry) => entry.startsWith(firstId) || entry.startsWith(secondId));
    expect(states.indexOf(`${secondId} ProcessChunks`)).toBeGreaterThan(
      states.indexOf(`${firstId} ReleaseTurn`),
    );
    const users = await usersOf(test, tenant);
    expect(users.map(({ firstName }) => firstName)).toEqual(Array(6).fill('Second'));
    expect((await gather(test, secondId)).item.counts).toMatchObject({ updated: 6 });
    expect(await turnOf(tenant)).toEqual({ fencingToken: 2, ticket: undefined });
    expect(await ticketsOf(tenant)).toEqual([]);
  });

  it('do not delay the imports of another tenant', async () => {
    const [tenant, other] = [newTenant(), newTenant()];
    const writing = watch.hold('ProcessChunk');
    await putFile(test, file('First'), { tenant });
    await writing.held;
    const waiting = watch.once('WaitForTurn');
    await putFile(test, file('Second'), { tenant, name: 'second.csv' });
    const waitingId = await waiting;
    const taken = watch.once('NotifyRequester');
    await putFile(test, file('Other'), { tenant: other });
    const otherId = await taken;
    expect((await followImport(test.clients, otherId, () => undefined)).status).toBe('COMPLETED');
    expect(watch.entered).not.toContain(`${waitingId} ProcessChunks`);
    writing.release();
    await test.cloud.idle();
    expect((await gather(test, waitingId)).item.status).toBe('COMPLETED');
  });

  it('return their turn when they are rejected, or stopped while they write or wait', async () => {
    const tenant = newTenant();
    const writing = watch.hold('ProcessChunk');
    await putFile(test, file('First'), { tenant, name: 'first.csv' });
    const writingId = await writing.held;
    const waiting = watch.once('WaitForTurn');
    await putFile(test, file('Second'), { tenant, name: 'second.csv' });
    const waitingId = await waiting;
    await putFile(test, 'no,such,columns\n1,2,3\n', { tenant, name: 'wrong.csv' });
    const last = watch.once('WaitForTurn');
    const lastRequest = await putFile(test, file('Last'), { tenant, name: 'last.csv' });
    await last;
    await stopByHand(test, waitingId);
    await stopByHand(test, writingId);
    writing.release();
    await test.cloud.idle();
    expect((await gather(test, await idOf(tenant, lastRequest))).item.status).toBe('COMPLETED');
    for (const id of [waitingId, writingId])
      expect((await gather(test, id)).item).toMatchObject({
        status: 'ABORTED',
        reason: { code: 'ExecutionStopped' },
      });
    expect(await ticketsOf(tenant)).toEqual([]);
    expect((await turnOf(tenant)).ticket).toBeUndefined();
  });
});
