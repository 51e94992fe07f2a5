import { SQSClient } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createSqsDeadLetters, type DeadLetters } from '../../../lambdas/adapters/sqs-dead-letters.ts';
import { createDeadLetterDesk } from '../../../lambdas/commands/dead-letters/dead-letters.ts';
import type { DeadLetterPlaces } from '../../../lambdas/contracts/dead-letter.ts';
import { createDeadLetters } from '../../../local/event-bridge/dead-letters.ts';
import { closeServer } from '../../../local/listen.ts';
import { serveQueues } from '../../../local/sqs/serve-queues.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

const arn = 'arn:aws:sqs:eu-central-1:123456789012:failed';
const url = 'https://sqs.eu-central-1.amazonaws.com/123456789012/failed';
const plan = { logicalId: 'Failed', constructId: 'Failed', name: 'failed', url, arn };
const eventNumber = (number: number) => ({ 'detail-type': 'Object Created', detail: { number } });

describe('a queue of dead letters on one machine', () => {
  let stored: ReturnType<typeof createDeadLetters>;
  let letters: DeadLetters;
  let now: Date;

  beforeEach(async () => {
    now = new Date('2026-11-28T10:00:00Z');
    stored = createDeadLetters(await temporaryDirectory(), () => now);
    const { server, endpoint } = await serveQueues({ queues: [plan], letters: stored, now: () => now });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new SQSClient({ endpoint, region: 'eu-central-1', credentials });
    letters = createSqsDeadLetters(client);
    onTestFinished(async () => {
      client.destroy();
      await closeServer(server);
    });
  });

  const put = async (count: number) => {
    for (let number = 0; number < count; number += 1)
      await stored.put(arn, { body: eventNumber(number), attributes: { ERROR_CODE: 'NO_PERMISSIONS' } });
  };

  it('gives each message once, until it is put back or its time is over', async () => {
    await put(12);
    expect(await letters.count(url)).toBe(12);
    const first = await letters.take(url);
    const rest = await letters.take(url);
    expect([first.length, rest.length, (await letters.take(url)).length]).toEqual([10, 2, 0]);
    expect(await letters.count(url)).toBe(0);
    await letters.putBack(url, rest);
    expect((await letters.take(url)).map(({ id }) => id)).toEqual(rest.map(({ id }) => id));
    now = new Date(now.getTime() + 30_000);
    expect(await letters.count(url)).toBe(12);
  });

  it('gives a message with its time, body and attributes', async () => {
    await put(1);
    expect(await letters.take(url)).toEqual([
      {
        id: expect.any(String),
        receipt: expect.any(String),
        sentAt: now.toISOString(),
        body: eventNumber(0),
        attributes: { ERROR_CODE: 'NO_PERMISSIONS' },
      },
    ]);
  });

  it('deletes a message that was removed, and no message that arrives meanwhile', async () => {
    await put(2);
    const [letter] = await letters.take(url);
    const arriving = stored.put(arn, { body: eventNumber(2), attributes: {} });
    await Promise.all([letters.remove(url, letter as never), arriving]);
    expect((await stored.read(arn)).map(({ body }) => body)).toEqual([eventNumber(1), eventNumber(2)]);
  });

  it('refuses a queue that does not exist', async () => {
    await expect(letters.count(`${url}-other`)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });

  describe('worked off by an operator', () => {
    const sent: unknown[] = [];
    let failing: unknown;
    const deskOf = (functionName: string | undefined) => {
      const place = functionName === undefined ? { url } : { url, functionName };
      return createDeadLetterDesk({
        letters,
        places: { 'import-not-started': place } as DeadLetterPlaces,
        sendToFunction: async (name, event) => {
          if (failing !== undefined) throw failing;
          sent.push([name, event]);
        },
      });
    };
    const queue = 'import-not-started';

    beforeEach(() => {
      sent.length = 0;
      failing = undefined;
    });

    it('shows each message, and leaves all of them in the queue', async () => {
      await put(25);
      const desk = deskOf('start-import');
      expect(await desk.queues()).toEqual([{ queue, messages: 25, canResend: true }]);
      expect(await desk.list(queue, 100)).toHaveLength(25);
      expect(await desk.list(queue, 7)).toHaveLength(7);
      expect(await letters.count(url)).toBe(25);
    });

    it('sends one message among many again, and deletes only this one', async () => {
      await put(25);
      const id = (await stored.read(arn))[17]?.id as string;
      expect(await deskOf('start-import').resend(queue, id)).toBe('done');
      expect(sent).toEqual([['start-import', eventNumber(17)]]);
      expect(await letters.count(url)).toBe(24);
      expect(await deskOf('start-import').resend(queue, id)).toBe('not-found');
      expect(await letters.count(url)).toBe(24);
    });

    it('sends all messages again, and keeps those without an event', async () => {
      await put(12);
      await stored.put(arn, { body: { no: 'event' }, attributes: {} });
      expect(await deskOf('start-import').resendAll(queue)).toEqual({ sent: 12, kept: 1 });
      expect(sent).toHaveLength(12);
      expect((await stored.read(arn)).map(({ body }) => body)).toEqual([{ no: 'event' }]);
      expect(await letters.count(url)).toBe(1);
    });

    it('keeps a message whose event the function did not take', async () => {
      await put(1);
      failing = new Error('TooManyRequestsException');
      await expect(deskOf('start-import').resendAll(queue)).rejects.toBe(failing);
      expect(await stored.read(arn)).toHaveLength(1);
    });

    it('sends no message of a queue whose events are not sent again, and deletes one on request', async () => {
      await put(2);
      const desk = deskOf(undefined);
      const id = (await stored.read(arn))[0]?.id as string;
      expect(await desk.resend(queue, id)).toBe('not-resendable');
      expect(await desk.resendAll(queue)).toBeUndefined();
      expect(await desk.discard(queue, id)).toBe('done');
      expect(await desk.discard(queue, id)).toBe('not-found');
      expect(await letters.count(url)).toBe(1);
    });
  });
});
