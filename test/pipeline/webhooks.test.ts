import { beforeAll, describe, expect, it } from 'vitest';
import { StatusChangedSchema } from '../../lambdas/contracts/status-changed.ts';
import { createApiTenant } from '../support/api-client.ts';
import { importFile, type JoinedCloud, joinSharedCloud } from '../support/test-cloud.ts';
import { startReceiver, verified } from '../support/webhook-receiver.ts';

const FILE = 'accountId,id,firstName,locale\nacme,ann,Ann,en_US\nacme,bob,Bob,english\n';

type ApiTenant = Awaited<ReturnType<typeof createApiTenant>>;

describe('the webhooks of a tenant', () => {
  let test: JoinedCloud;
  beforeAll(async () => {
    test = await joinSharedCloud();
  });

  const createWebhook = async ({ call }: ApiTenant, url: string, more: object = {}) => {
    const { status, body } = await call('POST', '/webhooks', { body: { url, ...more } });
    expect(status).toBe(201);
    return body as { readonly id: string; readonly secret: string };
  };

  /** Asks for the messages until the status is that of one of them. */
  const awaitDelivery = async ({ call }: ApiTenant, webhookId: string, status: string) => {
    for (;;) {
      const { body } = await call('GET', `/webhooks/${webhookId}/deliveries?status=${status}`);
      const [delivery] = body.deliveries;
      if (delivery?.lastAttempt !== undefined) return delivery;
    }
  };

  it('tell of an import whose file was uploaded without the API, and of its end', async () => {
    await using receiver = await startReceiver();
    await using finals = await startReceiver();
    const own = await createApiTenant(test);
    const { secret } = await createWebhook(own, receiver.url);
    const only = { statuses: ['COMPLETED', 'COMPLETED_WITH_ERRORS'], importTypes: ['participants'] };
    const filtered = await createWebhook(own, finals.url, only);
    const { item } = await importFile(test, FILE, {
      tenant: own.tenant,
      type: 'participants',
      requestId: 'mine',
    });
    await receiver.until((messages) => messages.some(({ body }) => body.includes('"isFinal":true')));
    await finals.until(({ length }) => length > 0);

    const events = receiver.received.map((message) => {
      const { type, timestamp, data } = verified(message, secret);
      const event = StatusChangedSchema.parse(data);
      expect(message.headers).toMatchObject({
        'content-type': 'application/json',
        'webhook-id': event.eventId,
      });
      expect([type, timestamp]).toEqual(['import.status_changed', event.time]);
      return event;
    });
    const inOrder = events.toSorted((a, b) => a.sequence - b.sequence);
    expect(inOrder.map(({ status, sequence }) => [status, sequence])).toEqual([
      ['QUEUED', 1],
      ['RUNNING', 2],
      ['COMPLETED_WITH_ERRORS', 3],
    ]);
    expect(inOrder.at(-1)).toMatchObject({
      importId: item.importId,
      tenant: own.tenant,
      requestId: 'mine',
      upload: { etag: item.source.etag, bytes: item.source.size },
      counts: { records: 2, created: 1, failed: 1 },
      results: { prefix: `imports/${own.tenant}/${item.importId}/`, apiPath: `/v1/imports/${item.importId}` },
    });
    const [last] = finals.received.map((message) => verified(message, filtered.secret));
    expect(last?.data).toEqual(inOrder.at(-1));
    expect(finals.received).toHaveLength(1);
  });

  it('are sent again by resending: the same message under the same id', async () => {
    await using receiver = await startReceiver();
    receiver.answerWith(503);
    const own = await createApiTenant(test);
    const { id, secret } = await createWebhook(own, receiver.url);
    const { status, body } = await own.call('POST', `/webhooks/${id}/test`);
    expect(status).toBe(202);
    const failed = await awaitDelivery(own, id, 'pending');
    expect(failed).toMatchObject({ id: body.id, attempts: 1, lastAttempt: { result: 'HTTP 503' } });
    expect(Date.parse(failed.nextAttemptAt)).toBeGreaterThan(Date.parse(failed.lastAttempt.at));
    expect((await own.call('GET', `/webhooks/${id}`)).body).toMatchObject({
      enabled: true,
      failingSince: expect.any(String),
    });

    receiver.answerWith(200);
    expect(await own.call('POST', `/webhooks/${id}/deliveries/${body.id}/resend`)).toMatchObject({
      status: 202,
    });
    expect(await awaitDelivery(own, id, 'delivered')).toMatchObject({ id: body.id, attempts: 1 });
    const [first, second] = receiver.received;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['webhook-id']).toBe(body.id);
    for (const message of receiver.received)
      expect(verified(message, secret)).toMatchObject({ type: 'webhook.test', data: { webhookId: id } });
  });

  it('have two signatures while the last secret is valid', async () => {
    await using receiver = await startReceiver();
    const own = await createApiTenant(test);
    const { id, secret } = await createWebhook(own, receiver.url);
    const rotated = await own.call('POST', `/webhooks/${id}/rotate-secret`, { body: {} });
    expect(rotated).toMatchObject({ status: 200, body: { lastSecretUntil: expect.any(String) } });
    await own.call('POST', `/webhooks/${id}/test`);
    await receiver.until(({ length }) => length === 1);
    const [message] = receiver.received;
    if (message === undefined) throw new Error('nothing was received');
    expect(String(message.headers['webhook-signature']).split(' ')).toHaveLength(2);
    expect(verified(message, secret)).toEqual(verified(message, rotated.body.secret));
    await own.call('POST', `/webhooks/${id}/rotate-secret`, { body: { overlapHours: 0 } });
    expect((await own.call('GET', `/webhooks/${id}`)).body).toMatchObject({ secrets: 1 });
  });

  it('are changed, disabled and deleted, and never show a secret again', async () => {
    const own = await createApiTenant(test);
    const { id, secret } = await createWebhook(own, 'https://hooks.example.com/a', {
      description: 'first',
      statuses: ['COMPLETED'],
    });
    const path = `/webhooks/${id}`;
    const change = { url: 'https://hooks.example.com/b', description: null, statuses: null, enabled: false };
    const changed = await own.call('PATCH', path, { body: change });
    expect(changed.body).toMatchObject({ url: change.url, enabled: false, disabledReason: 'tenant' });
    expect(changed.body).not.toHaveProperty('statuses');
    expect(changed.body).not.toHaveProperty('description');
    expect(await own.call('POST', `${path}/test`)).toMatchObject({ status: 409 });
    const enabled = await own.call('PATCH', path, { body: { enabled: true } });
    expect(enabled.body).toMatchObject({ url: change.url, enabled: true });
    expect(enabled.body).not.toHaveProperty('disabledReason');
    const list = await own.call('GET', '/webhooks');
    expect(list.body.webhooks).toMatchObject([{ id }]);
    expect(JSON.stringify([changed, enabled, list])).not.toContain(secret.slice('whsec_'.length));
    expect(await own.call('DELETE', path)).toMatchObject({ status: 204 });
    expect(await own.call('GET', path)).toMatchObject({ status: 404 });
  });

  it.each([
    ['ftp://hooks.example.com/', /such as https/],
    ['hooks.example.com', /such as https/],
    ['https://ann:secret@hooks.example.com/', /user name/],
    ['https://93.184.215.14/', /host name/],
    ['https://[::1]/', /host name/],
    ['https://hooks.example.com/#part', /fragment/],
  ])('refuse the address %s', async (url, detail) => {
    const own = await createApiTenant(test);
    const answer = await own.call('POST', '/webhooks', { body: { url } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ in: 'body', pointer: '/url' }] } });
    expect(answer.body.detail).toMatch(detail);
  });

  it('are at most ten', async () => {
    const own = await createApiTenant(test);
    for (let n = 0; n < 10; n += 1) await createWebhook(own, `https://hooks.example.com/${n}`);
    const answer = await own.call('POST', '/webhooks', { body: { url: 'https://hooks.example.com/10' } });
    expect(answer).toMatchObject({ status: 409 });
  });
});
