import { randomBytes } from 'node:crypto';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createDynamoWebhookStore,
  type WebhookStore,
} from '../../../../lambdas/adapters/dynamo-webhook-store.ts';
import type { Message, Posted } from '../../../../lambdas/adapters/guarded-post.ts';
import type { Mail } from '../../../../lambdas/adapters/ses-mailer.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import {
  EVENT_SOURCE,
  STATUS_CHANGED,
  type StatusChanged,
} from '../../../../lambdas/contracts/status-changed.ts';
import type { Webhook } from '../../../../lambdas/contracts/webhook.ts';
import { statusChangeOf } from '../../../../lambdas/core/lifecycle/status-change.ts';
import { createSendWebhooks } from '../../../../lambdas/tasks/send-webhooks/handler.ts';
import { apiScene } from '../../api/api-scene.ts';
import { importItem } from '../../support/import-item.ts';
import { startWebhooksTable } from '../../support/start-table.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

interface Sent extends Message {
  readonly url: string;
  readonly at: number;
}

describe('sending messages to endpoints', () => {
  let table: Awaited<ReturnType<typeof startWebhooksTable>>;
  let clock: number;
  let store: WebhookStore;
  let tenant: string;
  let sent: Sent[];
  let mails: Mail[];
  /** The function dies after it has sent an e-mail. */
  let isMailLost: boolean;
  let answer: (message: Sent) => Posted | Promise<Posted>;
  const now = () => new Date(clock);

  beforeAll(async () => {
    table = await startWebhooksTable();
    store = createDynamoWebhookStore(table.table, now, table.client);
  });
  afterAll(() => table?.close());
  beforeEach(async () => {
    clock = Date.parse('2026-11-28T10:00:00Z');
    // What earlier tests have left behind.
    for (const key of await store.due(new Date('2100-01-01'), 1000)) {
      await table.documents.send(new DeleteCommand({ TableName: table.table, Key: key }));
    }
    tenant = `t-${randomBytes(8).toString('hex')}`;
    sent = [];
    mails = [];
    isMailLost = false;
    answer = () => ({ ok: true, status: 200 });
  });

  const handler = (remainingMs = () => 60_000) => {
    const send = createSendWebhooks({
      webhooks: store,
      postMessage: async (url, message) => {
        const one = { ...message, url, at: clock };
        sent.push(one);
        return answer(one);
      },
      tenants: { read: async () => ({ ...NO_SETTINGS, notify: ['ops@acme.example'] }) },
      sendMail: async (mail) => {
        mails.push(mail);
        if (isMailLost) throw new Error('killed');
        return 'sent';
      },
      senderAddress: 'rollcall@example.com',
      fallbackAddress: 'fallback@example.com',
      now,
    });
    return {
      event: (detail: StatusChanged) =>
        send({ source: EVENT_SOURCE, 'detail-type': STATUS_CHANGED, detail }, { remainingMs }),
      sweep: () => send({ source: 'aws.events', 'detail-type': 'Scheduled Event' }, { remainingMs }),
    };
  };

  const createWebhook = async (more: Partial<Webhook> = {}): Promise<Webhook> => {
    const webhook: Webhook = {
      webhookId: `whk_${randomBytes(12).toString('hex')}`,
      tenant,
      url: 'https://hooks.example.com/',
      filter: {},
      secrets: [{ secret: 'whsec_AAAA' }],
      status: 'ENABLED',
      createdAt: now().toISOString(),
      updatedAt: now().toISOString(),
      ...more,
    };
    await store.create(webhook);
    return webhook;
  };

  const eventOf = (sequence: number, status: StatusChanged['status'] = 'COMPLETED'): StatusChanged => {
    const after = { ...importItem({ tenant, status }), statusSequence: sequence };
    const event = statusChangeOf({ before: undefined, after }, 'results');
    if (event === undefined) throw new Error('there is no change');
    return event;
  };

  const deliveriesOf = async (webhook: Webhook) =>
    (await store.pageDeliveries(webhook, { limit: 100 })).deliveries;

  /** The schedule of two days. */
  const passDays = async (days: number) => {
    for (const end = clock + days * DAY_MS; clock < end; clock += MINUTE_MS * 5) await handler().sweep();
  };

  it('waits at least as long as the endpoint asks', async () => {
    await createWebhook();
    answer = () => ({ ok: true, status: 429, retryAfter: String(2 * 3600) });
    await handler().event(eventOf(1));
    await passDays(0.25);
    const pauses = sent.slice(1).map(({ at }, i) => at - (sent[i]?.at ?? 0));
    expect(sent.length).toBeGreaterThan(2);
    for (const pause of pauses) expect(pause).toBeGreaterThanOrEqual(2 * HOUR_MS);
  });

  it('tries for a day, with growing pauses, the same message under the same id', async () => {
    const webhook = await createWebhook();
    answer = () => ({ ok: true, status: 503 });
    const event = eventOf(1);
    const begun = clock;
    await handler().event(event);
    await passDays(1.5);
    const [delivery] = await deliveriesOf(webhook);
    expect(delivery).toMatchObject({
      status: 'FAILED',
      attempts: sent.length,
      lastAttempt: { result: 'HTTP 503' },
    });
    expect(delivery).not.toHaveProperty('dueAt');
    expect(new Set(sent.map(({ body, headers }) => body + headers['webhook-id'])).size).toBe(1);
    expect(sent[0]?.headers['webhook-id']).toBe(event.eventId);
    expect(sent.length).toBeGreaterThan(8);
    expect((sent.at(-1)?.at ?? 0) - begun).toBeGreaterThanOrEqual(DAY_MS);
    const pauses = sent.slice(1).map(({ at }, i) => at - (sent[i]?.at ?? 0));
    expect(pauses.slice(0, -1)).toEqual(pauses.slice(0, -1).toSorted((a, b) => a - b));
    expect(await store.due(new Date('2100-01-01'), 10)).toEqual([]);
  });

  it('sends a message that it has given up again, when the tenant asks the API, under the same id', async () => {
    const webhook = await createWebhook();
    answer = () => ({ ok: true, status: 503 });
    const event = eventOf(1);
    await handler().event(event);
    await passDays(1.5);
    const attempts = sent.length;
    answer = () => ({ ok: true, status: 200 });
    const requestDelivery = async () => undefined;
    const scene = apiScene({ webhooks: store, requestDelivery, now });
    await scene.register(tenant);
    const { token } = await scene.newKey(tenant);
    const path = `/webhooks/${webhook.webhookId}/deliveries`;
    const failed = (await scene.call(token, 'GET', `${path}?status=FAILED`)).body.deliveries;
    expect(failed).toMatchObject([{ id: event.eventId, attempts }]);
    expect(await scene.call(token, 'POST', `${path}/${event.eventId}/resend`)).toMatchObject({ status: 202 });
    await handler().sweep();
    expect(await deliveriesOf(webhook)).toMatchObject([{ status: 'DELIVERED', attempts: 1 }]);
    expect(sent).toHaveLength(attempts + 1);
    expect(new Set(sent.map(({ body, headers }) => body + headers['webhook-id'])).size).toBe(1);
  });

  it('stops when the endpoint accepts the message, and forgets that it failed', async () => {
    const webhook = await createWebhook();
    answer = () => ({ ok: false, reason: 'TOO_SLOW' });
    await handler().event(eventOf(1));
    expect(await store.find(webhook)).toMatchObject({ failingSince: now().toISOString() });
    answer = () => ({ ok: true, status: 202 });
    await passDays(1);
    expect(await deliveriesOf(webhook)).toMatchObject([{ status: 'DELIVERED', attempts: 2 }]);
    expect(await store.find(webhook)).not.toHaveProperty('failingSince');
    expect(sent).toHaveLength(2);
  });

  it.each([301, 302, 307, 400, 404, 500])('does not take HTTP %i for an acceptance', async (status) => {
    const webhook = await createWebhook();
    answer = () => ({ ok: true, status });
    await handler().event(eventOf(1));
    expect(await deliveriesOf(webhook)).toMatchObject([
      { status: 'PENDING', lastAttempt: { result: `HTTP ${status}` } },
    ]);
  });

  it('sends one message for an event that comes twice, also at the same time', async () => {
    await createWebhook();
    const event = eventOf(1);
    await Promise.all([handler().event(event), handler().event(event)]);
    await handler().event(event);
    expect(sent).toHaveLength(1);
  });

  it('sends to each endpoint whose filter matches, and to no other one', async () => {
    await createWebhook({ url: 'https://a.example/', filter: { statuses: ['COMPLETED'] } });
    await createWebhook({ url: 'https://b.example/', filter: { statuses: ['REJECTED'] } });
    await createWebhook({ url: 'https://c.example/', filter: { importTypes: ['participants'] } });
    await createWebhook({ url: 'https://d.example/', filter: { importTypes: ['user-feed'] } });
    await createWebhook({ url: 'https://e.example/', status: 'DISABLED' });
    await createWebhook({ url: 'https://f.example/', tenant: `${tenant}-other` });
    await handler().event(eventOf(1));
    expect(sent.map(({ url }) => url).sort()).toEqual(['https://a.example/', 'https://c.example/']);
  });

  it('makes the attempt again after a minute, if the function dies while it makes one', async () => {
    const webhook = await createWebhook();
    answer = () => Promise.reject(new Error('killed'));
    await expect(handler().event(eventOf(1))).rejects.toThrow('killed');
    answer = () => ({ ok: true, status: 200 });
    await handler().sweep();
    expect(sent).toHaveLength(1);
    clock += MINUTE_MS;
    await handler().sweep();
    expect(await deliveriesOf(webhook)).toMatchObject([{ status: 'DELIVERED', attempts: 2 }]);
  });

  it('makes an attempt once if two invocations find that it is due', async () => {
    await createWebhook();
    answer = () => ({ ok: true, status: 500 });
    await handler().event(eventOf(1));
    clock += MINUTE_MS;
    await Promise.all([handler().sweep(), handler().sweep(), handler().sweep()]);
    expect(sent).toHaveLength(2);
  });

  it('lets an endpoint that does not answer hold up no other one', async () => {
    const slow = await createWebhook({ url: 'https://slow.example/' });
    const quick = await createWebhook({ url: 'https://quick.example/' });
    answer = () => ({ ok: false, reason: 'TOO_SLOW' });
    for (const sequence of [1, 2, 3, 4]) await handler().event(eventOf(sequence));
    sent.length = 0;
    clock += MINUTE_MS;
    answer = ({ url }) => (url === slow.url ? { ok: false, reason: 'TOO_SLOW' } : { ok: true, status: 200 });
    await handler().sweep();
    expect(sent.filter(({ url }) => url === slow.url)).toHaveLength(1);
    expect(sent.filter(({ url }) => url === quick.url)).toHaveLength(4);
    expect((await deliveriesOf(slow)).map(({ status }) => status)).toEqual(Array(4).fill('PENDING'));
  });

  it('begins no attempt for which there is no time', async () => {
    await createWebhook();
    answer = () => ({ ok: true, status: 500 });
    await handler().event(eventOf(1));
    clock += MINUTE_MS;
    await handler(() => 10_000).sweep();
    expect(sent).toHaveLength(1);
  });

  it('disables an endpoint that has failed for three days, and tells the tenant once', async () => {
    const webhook = await createWebhook();
    answer = () => ({ ok: false, reason: 'UNREACHABLE' });
    await handler().event(eventOf(1));
    clock += 3 * DAY_MS - MINUTE_MS;
    await handler().event(eventOf(2));
    expect(await store.find(webhook)).toMatchObject({ status: 'ENABLED' });
    clock += MINUTE_MS;
    await handler().sweep();
    expect(await store.find(webhook)).toMatchObject({ status: 'DISABLED', disabledReason: 'failures' });
    await passDays(2);
    expect(mails).toMatchObject([
      {
        to: ['ops@acme.example'],
        from: 'rollcall@example.com',
        subject: 'Rollcall: the webhook for hooks.example.com was disabled',
      },
    ]);
    expect(mails[0]?.text).toContain(webhook.webhookId);
    expect(mails[0]?.text).not.toContain('whsec_');
    expect((await deliveriesOf(webhook)).map(({ status }) => status)).toEqual(['FAILED', 'FAILED']);
    sent.length = 0;
    await handler().event(eventOf(3));
    expect(sent).toEqual([]);
  });

  it('disables an endpoint at once that answers 410', async () => {
    const webhook = await createWebhook();
    answer = () => ({ ok: true, status: 410 });
    await handler().event(eventOf(1));
    expect(await store.find(webhook)).toMatchObject({ status: 'DISABLED', disabledReason: 'gone' });
    await handler().sweep();
    expect(mails[0]?.text).toMatch(/wants no more messages/);
  });

  it('tells the tenant again an hour after the function died, under the same Message-ID, and serves others', async () => {
    const gone = await createWebhook({ url: 'https://gone.example/' });
    const other = await createWebhook({ url: 'https://other.example/' });
    answer = ({ url }) => ({ ok: true, status: url === gone.url ? 410 : 500 });
    await handler().event(eventOf(1));
    answer = () => ({ ok: true, status: 200 });
    clock += MINUTE_MS;
    isMailLost = true;
    await expect(handler().sweep()).rejects.toThrow('killed');
    expect(await deliveriesOf(other)).toMatchObject([{ status: 'DELIVERED' }]);
    isMailLost = false;
    await passDays(1);
    expect(mails).toHaveLength(2);
    expect(mails[0]?.messageId).toBe(mails[1]?.messageId);
    expect(await store.find(gone)).not.toHaveProperty('dueAt');
  });

  it('does not send what is on its way to an endpoint that was deleted', async () => {
    const webhook = await createWebhook();
    answer = () => ({ ok: true, status: 500 });
    await handler().event(eventOf(1));
    await store.remove(webhook);
    await passDays(1);
    expect(sent).toHaveLength(1);
    expect(await deliveriesOf(webhook)).toMatchObject([
      { status: 'FAILED', lastAttempt: { result: 'the endpoint was deleted' } },
    ]);
  });
});
