import { setTimeout } from 'node:timers/promises';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { followImport } from '../../cli/imports/follow-import.ts';
import { ErasureSchema } from '../../lambdas/contracts/erasure.ts';
import { itemKeys } from '../../lambdas/core/naming/item-keys.ts';
import { createApiTenant, newImport } from '../support/api-client.ts';
import {
  awaitImportId,
  importFile,
  type JoinedCloud,
  joinSharedCloud,
  putFile,
  usersOf,
} from '../support/test-cloud.ts';

const HEADER = 'accountId,id,firstName,referralCodes.p\n';
const FILE = `${HEADER}acme,ann,Ann,ANN1\nacme,bob,Bob,BOB1\n`;
const PREVIEWS = /Previews/;

describe('an erasure', () => {
  let test: JoinedCloud;
  beforeAll(async () => {
    test = await joinSharedCloud();
  });

  /** The items of a table that contain the text anywhere, as JSON. */
  async function itemsWith(table: string | undefined, text: string): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const { Items = [] } of paginateScan(
      { client: test.clients.dynamo },
      { TableName: table ?? '' },
    ))
      found.push(...Items.map((item) => JSON.stringify(item)).filter((item) => item.includes(text)));
    return found;
  }

  async function keysUnder(bucket: string, prefix: string): Promise<readonly string[]> {
    const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix });
    return ((await test.clients.s3.send(command)).Contents ?? []).map(({ Key = '' }) => Key);
  }

  /** Waits until an erasure has ended, however. */
  async function ended(erasureId: string): Promise<void> {
    const Key = itemKeys.erasure(erasureId);
    const get = new GetCommand({ TableName: test.clients.importsTable, Key, ConsistentRead: true });
    const read = async () => {
      const { Item } = await test.clients.dynamo.send(get);
      return ErasureSchema.parse({ ...Item, tenant: Item?.erasureOf });
    };
    const { executionArn } = await read();
    for (;;) {
      const { status } = await test.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== 'RUNNING') {
        // Read behind the status: the execution may have ended since any earlier reading.
        const { phase } = await read();
        return expect({ status, phase }).toEqual({ status: 'SUCCEEDED', phase: 'done' });
      }
      await setTimeout(100);
    }
  }

  async function report(id: string) {
    const Key = `erasures/${id}.json`;
    const answer = await test.clients.s3.send(
      new GetObjectCommand({ Bucket: test.clients.resultsBucket, Key }),
    );
    return JSON.parse((await answer.Body?.transformToString()) ?? '');
  }

  it('of a user leaves nothing about it in the tables, also not of values that it had before', async () => {
    const { tenant, call } = await createApiTenant(test);
    const type = 'participants';
    await importFile(test, FILE, { tenant, type });
    await importFile(test, `${HEADER}acme,ann,Ann,ANN2\n`, { tenant, type });
    await importFile(test, `${HEADER}acme,bob,Bob,ANN1\n`, { tenant, type });
    const { USERS, IMPORTS } = {
      USERS: test.cloud.outputs.UsersTableName,
      IMPORTS: test.clients.importsTable,
    };
    const key = `${tenant}/participants/acme/ann`;
    // The user, its claim, its reference, and the claim that it released and bob has now.
    expect(await itemsWith(USERS, key)).toHaveLength(4);
    const { body } = await call('DELETE', '/users/participants/acme/ann');
    expect(body).toMatchObject({ existed: true, erasureId: expect.stringMatching(/^ers_/) });
    await ended(body.erasureId);
    expect(await call('GET', `/erasures/${body.erasureId}`)).toMatchObject({
      body: { status: 'COMPLETED', kind: 'user', phase: 'done' },
    });
    expect(await itemsWith(USERS, key)).toEqual([]);
    expect(await itemsWith(IMPORTS, key)).toEqual([]);
    expect(await usersOf(test, tenant)).toMatchObject([{ id: 'bob', 'referralCodes.p': 'ANN1' }]);
    expect(await report(body.erasureId)).toMatchObject({ kind: 'user', tenant, importType: 'participants' });
    // Its codes are free, and bob's are not.
    const put = (id: string, code: string) =>
      call('PUT', '/users/participants', {
        body: { user: { accountId: 'acme', id, referralCodes: { p: code } } },
      });
    expect(await put('cy', 'ANN2')).toMatchObject({ status: 200 });
    expect(await put('dee', 'ANN1')).toMatchObject({ status: 422 });
  });

  it('of a user with its files deletes the files of the imports of its type, and no others', async () => {
    const { tenant, call } = await createApiTenant(test);
    const { item } = await importFile(test, FILE, { tenant, type: 'participants' });
    const foreign = await createApiTenant(test);
    const other = await importFile(test, FILE, { tenant: foreign.tenant, type: 'participants' });
    const { body } = await call('DELETE', '/users/participants/acme/ann?files=delete');
    expect(body.remains.map(({ what }: { what: string }) => what)).toEqual(['uploads', 'backups']);
    await ended(body.erasureId);
    for (const prefix of [`imports/${tenant}/${item.importId}/`, `work/${item.importId}/`])
      expect(await keysUnder(test.clients.resultsBucket, prefix)).toEqual([]);
    expect(await keysUnder(test.clients.uploadsBucket, `partners/${tenant}/`)).toEqual([]);
    expect((await call('GET', `/imports/${item.importId}`)).body.files).toEqual([]);
    expect(
      await keysUnder(test.clients.resultsBucket, `imports/${foreign.tenant}/${other.item.importId}/`),
    ).not.toHaveLength(0);
  });

  it('of a tenant needs its name, and leaves only the audit trail and the report', async () => {
    const { tenant, call, key } = await createApiTenant(test);
    const foreign = await createApiTenant(test);
    const neighbour = await importFile(test, FILE, { tenant: foreign.tenant, type: 'participants' });
    const done = await importFile(test, FILE, { tenant, type: 'participants' });
    const requestId = await putFile(test, `${FILE}acme,ann,Ann,ANN3\n`, {
      tenant,
      type: 'participants',
      metadata: { purpose: 'confirm' },
    });
    const waiting = await awaitImportId(test, tenant, requestId);
    await followImport(test.clients, waiting, () => undefined, true);
    await call('POST', '/imports', { body: newImport(1) });
    const webhook = { body: { url: 'https://example.com/hook', statuses: ['COMPLETED'] } };
    expect(await call('POST', '/webhooks', webhook)).toMatchObject({ status: 201 });
    expect(await foreign.call('POST', '/webhooks', webhook)).toMatchObject({ status: 201 });
    const session = (await call('POST', '/sessions', { body: {} })).body;
    expect(await call('POST', '/tenant/erasure', { body: { confirm: 'yes' } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/confirm' }] },
    });
    const started = await call('POST', '/tenant/erasure', { body: { confirm: tenant } });
    expect(started).toMatchObject({ status: 202, body: { kind: 'tenant', status: 'RUNNING' } });
    const { id } = started.body;
    await ended(id);
    // The keys of the tenant are deleted as well.
    expect(await call('GET', `/erasures/${id}`)).toMatchObject({ status: 401 });
    const written = await report(id);
    expect(written).toMatchObject({ kind: 'tenant', tenant, deleted: { imports: 3 } });

    const { clients } = test;
    expect(await itemsWith(test.cloud.outputs.UsersTableName, tenant)).toEqual([]);
    const { WebhooksTableName } = test.cloud.outputs;
    expect(await itemsWith(WebhooksTableName, tenant)).toEqual([]);
    expect(await itemsWith(WebhooksTableName, foreign.tenant)).not.toEqual([]);
    const left = (await itemsWith(clients.importsTable, tenant)).map((item) => JSON.parse(item));
    const kinds = new Set(left.map(({ importId }) => importId.split('#')[0]));
    expect(kinds).toEqual(new Set(['audit', 'erasure']));
    expect(await itemsWith(clients.importsTable, session.id)).toEqual([
      expect.stringContaining('createSession'),
    ]);
    for (const importId of [done.item.importId, waiting]) {
      for (const prefix of [`imports/${tenant}/`, `work/${importId}/`])
        expect(await keysUnder(clients.resultsBucket, prefix)).toEqual([]);
      for (const table of Object.values(test.cloud.outputs).filter((name) => PREVIEWS.test(name)))
        expect(await itemsWith(table, importId)).toEqual([]);
    }
    expect(await keysUnder(clients.uploadsBucket, `partners/${tenant}/`)).toEqual([]);
    const everything = JSON.stringify([written, left]);
    expect(everything).not.toContain(key);
    expect(everything).not.toContain('Ann');

    expect(await usersOf(test, foreign.tenant)).toHaveLength(2);
    expect(await foreign.call('GET', `/imports/${neighbour.item.importId}`)).toMatchObject({ status: 200 });
    expect(await foreign.call('GET', `/erasures/${id}`)).toMatchObject({ status: 404 });
  });
});
