import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEvents } from '../../../local/event-bridge/create-events.ts';
import type { EventBridgeEvent } from '../../../local/event-bridge/event.ts';
import type { AsyncInvokePlan, FunctionPlan, Plan, RulePlan } from '../../../local/template/planned.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

const functionArn = 'arn:aws:lambda:eu-central-1:000000000000:function:worker';
const queueArn = 'arn:aws:sqs:eu-central-1:000000000000:failures';

const rule = (changes: Partial<RulePlan> = {}): RulePlan => ({
  name: 'OnUpload',
  bus: 'default',
  logicalId: 'OnUpload',
  constructId: 'OnUpload',
  arn: 'arn:aws:events:eu-central-1:000000000000:rule/OnUpload',
  enabled: true,
  pattern: { source: ['aws.s3'] },
  schedule: undefined,
  targets: [{ id: 'Target0', functionArn, input: undefined, deadLetterArn: undefined }],
  ...changes,
});

const event = (id: string): EventBridgeEvent => ({
  version: '0',
  id,
  'detail-type': 'Object Created',
  source: 'aws.s3',
  account: '000000000000',
  time: '2026-11-21T10:00:00Z',
  region: 'eu-central-1',
  resources: [],
  detail: { object: { key: id } },
});

interface Setting {
  readonly stateDir: string;
  readonly rules?: readonly RulePlan[];
  readonly asyncInvokes?: readonly AsyncInvokePlan[];
  readonly deadLetterArn?: string;
  readonly invoke: (payload: unknown) => Promise<unknown>;
}

function startEvents({ stateDir, rules = [rule()], asyncInvokes = [], deadLetterArn, invoke }: Setting) {
  const worker = { name: 'worker', arn: functionArn, deadLetterArn } as FunctionPlan;
  const events = createEvents({
    stateDir,
    plan: { rules, functions: [worker], asyncInvokes, queues: [] } as unknown as Plan,
    region: 'eu-central-1',
    accountId: '000000000000',
    invoke: (_, payload) => invoke(payload),
    timeScale: 0,
    now: () => new Date('2026-11-21T10:00:00Z'),
  });
  onTestFinished(events.close);
  return events;
}

const failing = async (): Promise<never> => {
  throw new TypeError('no');
};

describe('an event', () => {
  it('reaches the function of every matching rule unchanged', async () => {
    const payloads: unknown[] = [];
    const other = rule({ name: 'Other', pattern: { source: ['aws.states'] } });
    const stateDir = await temporaryDirectory();
    const invoke = async (payload: unknown): Promise<void> => void payloads.push(payload);
    const events = startEvents({ stateDir, rules: [rule(), other], invoke });
    events.start();
    events.put(event('one'));
    await events.idle();
    expect(payloads).toEqual([event('one')]);
  });

  it('is replaced by the constant input of a target', async () => {
    const payloads: unknown[] = [];
    const stateDir = await temporaryDirectory();
    const targets = [{ id: 'T', functionArn, input: '{"sweep":true}', deadLetterArn: undefined }];
    const events = startEvents({
      stateDir,
      rules: [rule({ targets })],
      invoke: async (p) => void payloads.push(p),
    });
    events.start();
    events.put(event('one'));
    await events.idle();
    expect(payloads).toEqual([{ sweep: true }]);
  });

  it('is not delivered to a disabled rule', async () => {
    const stateDir = await temporaryDirectory();
    const events = startEvents({ stateDir, rules: [rule({ enabled: false })], invoke: failing });
    events.start();
    events.put(event('one'));
    expect(events.pending()).toBe(0);
  });

  it('is tried three times and then stored as dropped if the function has no failure destination', async () => {
    let attempts = 0;
    const stateDir = await temporaryDirectory();
    const events = startEvents({
      stateDir,
      invoke: async () => {
        attempts += 1;
        return failing();
      },
    });
    events.start();
    events.put(event('one'));
    await events.idle();
    expect(attempts).toBe(3);
    expect(await events.deadLetters('dropped')).toMatchObject([
      { body: { id: 'one' }, attributes: { ErrorType: 'TypeError', Rule: 'OnUpload' } },
    ]);
  });

  it('goes to the failure destination of the function after the configured retries', async () => {
    const stateDir = await temporaryDirectory();
    const asyncInvokes = [{ functionName: 'worker', maximumRetryAttempts: 0, onFailureArn: queueArn }];
    const events = startEvents({ stateDir, asyncInvokes, invoke: failing });
    events.start();
    events.put(event('one'));
    await events.idle();
    const [letter] = await events.deadLetters('failures');
    expect(letter?.body).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 1 },
      requestPayload: { id: 'one' },
      responsePayload: { errorType: 'TypeError', errorMessage: 'no' },
    });
    expect(await events.deadLetters('dropped')).toEqual([]);
  });

  it('goes to the dead-letter queue of the function', async () => {
    const stateDir = await temporaryDirectory();
    const events = startEvents({ stateDir, deadLetterArn: queueArn, invoke: failing });
    events.start();
    events.put(event('one'));
    await events.idle();
    expect(await events.deadLetters('failures')).toMatchObject([{ body: { id: 'one' } }]);
  });
});

describe('after a restart', () => {
  /** The state that a killed process leaves: an accepted event whose invocation never ended. */
  const interrupted = async (stateDir: string): Promise<void> => {
    const events = startEvents({ stateDir, invoke: () => new Promise(() => undefined) });
    events.start();
    events.put(event('one'));
    events.close();
  };

  it('an accepted event that was not delivered is delivered once', async () => {
    const stateDir = await temporaryDirectory();
    await interrupted(stateDir);
    const payloads: unknown[] = [];
    const second = startEvents({ stateDir, invoke: async (payload) => void payloads.push(payload) });
    second.start();
    await second.idle();
    expect(payloads).toEqual([event('one')]);
    const third = startEvents({ stateDir, invoke: failing });
    third.start();
    expect(third.pending()).toBe(0);
  });

  it('an incomplete line of a killed process is not an event', async () => {
    const stateDir = await temporaryDirectory();
    await interrupted(stateDir);
    await appendFile(join(stateDir, 'event-bridge', 'journal.jsonl'), '{"accepted":{"id":"x","ru');
    const events = startEvents({ stateDir, invoke: async () => undefined });
    events.start();
    expect(events.pending()).toBe(1);
    await events.idle();
  });

  it('an event of a removed rule is stored as dropped', async () => {
    const stateDir = await temporaryDirectory();
    await interrupted(stateDir);
    const events = startEvents({ stateDir, rules: [], invoke: failing });
    events.start();
    await events.idle();
    expect(await events.deadLetters('dropped')).toMatchObject([{ body: { id: 'one' } }]);
  });

  it('a retry that closing cancelled is made', async () => {
    const stateDir = await temporaryDirectory();
    const first = startEvents({
      stateDir,
      invoke: async () => {
        first.close();
        return failing();
      },
    });
    first.start();
    first.put(event('one'));
    await first.idle();
    const events = startEvents({ stateDir, invoke: async () => undefined });
    events.start();
    expect(events.pending()).toBe(1);
    await events.idle();
  });
});

describe('a schedule', () => {
  it('sends the event of EventBridge when it is fired on request', async () => {
    const payloads: unknown[] = [];
    const stateDir = await temporaryDirectory();
    const hourly = rule({ name: 'Hourly', pattern: undefined, schedule: 'rate(1 hour)' });
    const events = startEvents({ stateDir, rules: [hourly], invoke: async (p) => void payloads.push(p) });
    events.start();
    events.fire('Hourly');
    await events.idle();
    expect(payloads).toMatchObject([{ 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} }]);
    expect(() => events.fire('Daily')).toThrow('there is no scheduled rule Daily');
  });
});
