import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  type Upload,
} from '../support/test-cloud.ts';

const FILE = 'accountId,id\nacme,ann\n';

describe('a tenant that has as many open imports as it may have', () => {
  const watch = new StateWatch();
  let test: TestCloud;
  beforeAll(async () => {
    test = await startTestCloud({ onStateEntered: watch.onStateEntered });
  });
  afterAll(async () => test?.[Symbol.asyncDispose]());

  const tenantWith = async (openImports: number) => {
    const tenant = newTenant();
    const settings = { limits: { openImports }, notify: ['ops@acme.example'] };
    await test.cloud.invoke('EditTenant', { tenant, edits: [{ edit: 'replace', settings }] });
    return tenant;
  };
  const put = async (tenant: string, upload: Upload = {}) =>
    awaitImportId(test, tenant, await putFile(test, FILE, { tenant, ...upload }));

  it('has further uploads rejected and is notified, until one of its imports has ended', async () => {
    const tenant = await tenantWith(1);
    const splitting = watch.hold('SplitFile');
    const firstId = await put(tenant, { name: 'first.csv' });
    await splitting.held;
    const rejecting = watch.once('Rejected');
    const refusedId = await put(tenant, { name: 'refused.csv' });
    expect(await rejecting).toBe(refusedId);
    const { item, mails } = await gather(test, refusedId);
    expect(item).toMatchObject({ status: 'REJECTED', reason: { code: 'TOO_MANY_IMPORTS' } });
    const mail = readMail(mails[0] as Buffer);
    expect(mail.to).toBe('ops@acme.example');
    expect(mail.text).toContain(`${tenant} has 1 import that has not ended, and may have no more.`);
    splitting.release();
    await test.cloud.idle();
    expect((await gather(test, firstId)).item.status).toBe('COMPLETED');
    expect((await importFile(test, FILE, { tenant, name: 'again.csv' })).item.status).toBe('COMPLETED');
  });

  it('counts files that wait for the other file of their pair', async () => {
    const tenant = await tenantWith(2);
    const half = (stamp: number) =>
      put(tenant, { type: 'user-feed', name: `user_feed_header_2026112110000${stamp}.json` });
    const waiting = [await half(1), await half(2)];
    await test.cloud.idle();
    const refusedId = await half(3);
    await test.cloud.idle();
    expect((await gather(test, refusedId)).item).toMatchObject({
      status: 'REJECTED',
      reason: { code: 'TOO_MANY_IMPORTS' },
    });
    for (const importId of waiting)
      expect((await gather(test, importId)).item.status).toBe('AWAITING_UPLOAD');
    await test.cloud.invoke('CancelImport', { tenant, importId: waiting[0] });
    await test.cloud.idle();
    const acceptedId = await half(4);
    await test.cloud.idle();
    expect((await gather(test, acceptedId)).item.status).toBe('AWAITING_UPLOAD');
  });
});
