import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failedStarts } from '../../cli/start/failed-starts.ts';
import { askToManage } from '../../cli/tenants/manage-tenants.ts';
import type { ManageTenantsRequest } from '../../lambdas/contracts/manage-tenants.ts';
import { createCall, signInAsOperator } from '../support/api-client.ts';
import { readMail } from '../support/read-mail.ts';
import { StateWatch } from '../support/state-watch.ts';
import {
  awaitImportId,
  gather,
  importFile,
  newTenant,
  putFile,
  startTestCloud,
  type TestCloud,
} from '../support/test-cloud.ts';

const file = (firstName: string) => `accountId,id,firstName\nacme,ann,${firstName}\n`;

describe('what only its sender can fix', () => {
  const watch = new StateWatch();
  let test: TestCloud;
  beforeAll(async () => {
    test = await startTestCloud({
      onStateEntered: watch.onStateEntered,
      variables: { TENANTS: 'registered' },
    });
  });
  afterAll(async () => test?.[Symbol.asyncDispose]());

  const manage = (request: ManageTenantsRequest) => askToManage(test.cloud, request);

  it('keeps and reports an upload of a tenant that is not registered, and imports it once the tenant is', async () => {
    const tenant = newTenant();
    const newlyFailed = await failedStarts(test.cloud.deadLetters);
    const requestId = await putFile(test, file('Ann'), { tenant });
    await test.cloud.idle();
    expect(await newlyFailed()).toEqual([
      `The upload "partners/${tenant}/auto/users.csv" was not imported. TenantNotRegistered: the tenant ${tenant} of an upload is not registered`,
    ]);
    const operator = createCall(test, await signInAsOperator(test));
    const queue = '/stage/dead-letters/import-not-started';
    const { messages } = (await operator('GET', queue)).body;
    expect(messages).toEqual([
      {
        id: expect.any(String),
        sentAt: expect.any(String),
        event: 'Object Created',
        tenant,
        folder: `partners/${tenant}/auto/`,
        error: 'TenantNotRegistered',
      },
    ]);
    const [{ id }] = messages;
    await manage({ action: 'create-tenant', tenant });
    expect(await operator('POST', `${queue}/${id}/resend`)).toMatchObject({ status: 202, body: { id } });
    expect((await operator('GET', queue)).body).toEqual({ messages: [] });
    expect(await operator('POST', `${queue}/${id}/resend`)).toMatchObject({ status: 404 });
    const { entries } = (await operator('GET', '/stage/audit')).body;
    expect(entries.slice(0, 1)).toMatchObject([
      {
        operation: 'resendDeadLetter',
        by: { kind: 'operator' },
        subject: { queue: 'import-not-started', messageId: id },
      },
    ]);
    expect((await operator('GET', `/stage/audit?tenant=${tenant}`)).body.entries).toMatchObject([
      { operation: 'createTenant', by: { kind: 'invocation' }, subject: { tenant } },
    ]);
    const importId = await awaitImportId(test, tenant, requestId);
    await test.cloud.idle();
    expect(await gather(test, importId)).toMatchObject({
      item: { status: 'COMPLETED' },
      users: [{ firstName: 'Ann' }],
    });
  });

  it('sends all dead letters of a queue again, keeps what fails again, and deletes what an operator gives up', async () => {
    const [registered, unknown] = [newTenant(), newTenant()];
    const requestIds = [registered, unknown].map((tenant) => putFile(test, file('Ann'), { tenant }));
    const [requestId] = await Promise.all(requestIds);
    await test.cloud.idle();
    await manage({ action: 'create-tenant', tenant: registered });
    const operator = createCall(test, await signInAsOperator(test));
    const countOf = async () =>
      (await operator('GET', '/stage/dead-letters')).body.queues.find(
        ({ queue }: { readonly queue: string }) => queue === 'import-not-started',
      );
    expect(await countOf()).toMatchObject({ messages: 2, canResend: true });
    const queue = '/stage/dead-letters/import-not-started';
    expect(await operator('POST', `${queue}/resend`)).toMatchObject({
      status: 202,
      body: { sent: 2, kept: 0 },
    });
    await test.cloud.idle();
    expect(await awaitImportId(test, registered, requestId as string)).toMatch(/^imp_/);
    const { messages } = (await operator('GET', queue)).body;
    expect(messages).toMatchObject([{ tenant: unknown, error: 'TenantNotRegistered' }]);
    expect(await operator('DELETE', `${queue}/${messages[0].id}`)).toMatchObject({ status: 204 });
    expect(await countOf()).toMatchObject({ messages: 0 });
    await test.cloud.idle();
  });

  it('rejects an upload of a suspended tenant, and tells the sender', async () => {
    const tenant = newTenant();
    await manage({ action: 'create-tenant', tenant });
    await manage({ action: 'change-tenant', tenant, status: 'suspended' });
    const { item, users, mails } = await importFile(test, file('Ann'), { tenant });
    expect(item).toMatchObject({ status: 'REJECTED', reason: { code: 'TENANT_SUSPENDED' } });
    expect(users).toEqual([]);
    expect(readMail(mails[0] as Buffer).text).toContain(`The tenant ${tenant} is suspended`);
  });

  it('supersedes two of three quick uploads to one key, and imports the last one', async () => {
    const tenant = newTenant();
    await manage({ action: 'create-tenant', tenant });
    const releases: (() => void)[] = [];
    const ids: string[] = [];
    for (const name of ['First', 'Second', 'Third']) {
      const inspecting = watch.hold('InspectFile');
      ids.push(await awaitImportId(test, tenant, await putFile(test, file(name), { tenant })));
      await inspecting.held;
      releases.push(inspecting.release);
    }
    for (const release of releases) release();
    await test.cloud.idle();

    const imports = await Promise.all(ids.map((importId) => gather(test, importId)));
    expect(imports.map(({ item }) => item.status)).toEqual(['SUPERSEDED', 'SUPERSEDED', 'COMPLETED']);
    expect(imports[0]?.users).toMatchObject([{ firstName: 'Third' }]);
    for (const { item, mails } of imports) {
      const { executionArn } = item;
      const { status } = await test.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
      expect(status).toBe('SUCCEEDED');
      const { subject, text } = readMail(mails[0] as Buffer);
      if (item.status === 'COMPLETED') continue;
      expect(subject).toBe('Import superseded: the file "users.csv"');
      expect(text).toContain('ended because the file was uploaded again under the same name');
      expect(text).toContain('The new upload is imported separately and has its own e-mail.');
      expect(text).not.toContain('resume');
    }
  });

  it.each(['partners/participants.csv', 'Partners/acme/auto/users.csv', 'users.csv'])(
    'keeps and reports an upload whose key is not understood: %s',
    async (Key) => {
      const newlyFailed = await failedStarts(test.cloud.deadLetters);
      const Bucket = test.clients.uploadsBucket;
      await test.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from(file('Ann')) }));
      await test.cloud.idle();
      expect((await test.cloud.deadLetters('FailedStarts')).at(-1)?.body).toMatchObject({
        requestPayload: { detail: { object: { key: Key } } },
        responsePayload: { errorType: 'UploadKeyNotUnderstood' },
      });
      expect(await newlyFailed()).toEqual([
        `The upload "${Key}" was not imported. UploadKeyNotUnderstood: the key of an upload is not partners/<tenant>/<import type>/<file name>`,
      ]);
      expect(await newlyFailed()).toEqual([]);
    },
  );
});
