import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeadLetter } from '../../../../lambdas/contracts/dead-letter.ts';
import { describeDeadLetter, eventOf } from '../../../../lambdas/core/lifecycle/describe-dead-letter.ts';

const importId = `imp_${'0'.repeat(26)}`;
const uploaded = (key: unknown) => ({ 'detail-type': 'Object Created', detail: { object: { key } } });
const failed = (requestPayload: unknown, errorType: unknown = 'TypeError') => ({
  requestContext: { condition: 'RetriesExhausted' },
  requestPayload,
  responsePayload: { errorType, errorMessage: 'ann@example.com is not valid' },
});
const letter = (body: unknown, attributes: Record<string, string> = {}): DeadLetter => ({
  id: 'one',
  sentAt: '2026-11-28T10:00:00.000Z',
  body,
  attributes,
});
const describeBody = (body: unknown, attributes?: Record<string, string>) => {
  const { id, sentAt, ...described } = describeDeadLetter(letter(body, attributes));
  return described;
};

describe('a dead letter is described', () => {
  it.each([
    [
      'of an upload, by its tenant and the folders of its key',
      failed(uploaded('partners/acme/participants/2026/ann-miller.csv')),
      { event: 'Object Created', tenant: 'acme', folder: 'partners/acme/participants/', error: 'TypeError' },
    ],
    [
      'of an upload without a tenant, by the folders that it has',
      failed(uploaded('Partners/acme/ann.csv'), 'UploadKeyNotUnderstood'),
      { event: 'Object Created', folder: 'Partners/acme/', error: 'UploadKeyNotUnderstood' },
    ],
    [
      'of an upload without a folder',
      failed(uploaded('ann.csv')),
      { event: 'Object Created', folder: '', error: 'TypeError' },
    ],
    [
      'of an execution, by its import',
      { 'detail-type': 'Step Functions Execution Status Change', detail: { name: `${importId}-2` } },
      { event: 'Step Functions Execution Status Change', importId },
    ],
    [
      'of a status change, by its tenant and import',
      failed({ 'detail-type': 'Import Status Changed', detail: { tenant: 'acme', importId } }),
      { event: 'Import Status Changed', tenant: 'acme', importId, error: 'TypeError' },
    ],
    [
      'of a position in a stream, by the condition only',
      { requestContext: { condition: 'RetryAttemptsExhausted' }, DDBStreamBatchInfo: { shardId: 's' } },
      { error: 'RetryAttemptsExhausted' },
    ],
    [
      'without an error name that is a text',
      failed(uploaded('a/b'), 'Bad value: ann'),
      { event: 'Object Created', folder: 'a/' },
    ],
    ['that is not JSON', undefined, {}],
  ])('%s', (_, body, expected) => {
    const shown = Object.entries(describeBody(body)).filter(([, value]) => value !== undefined);
    expect(Object.fromEntries(shown)).toEqual(expected);
  });

  it('with the error code that EventBridge has added', () => {
    expect(describeBody(uploaded('partners/acme/users.csv'), { ERROR_CODE: 'NO_PERMISSIONS' })).toMatchObject(
      {
        error: 'NO_PERMISSIONS',
      },
    );
  });

  it('for every body, without the name of its file and the message of its error', () => {
    const bodies = fc.oneof(
      fc.anything(),
      fc.anything().map((payload) => failed(payload)),
      fc
        .array(fc.stringMatching(/^[a-z]{1,5}$/), { maxLength: 6 })
        .map((folders) => failed(uploaded([...folders, 'ANN.csv'].join('/')))),
    );
    fc.assert(
      fc.property(bodies, (body) => {
        expect(JSON.stringify(describeBody(body))).not.toMatch(/ANN|example\.com/);
      }),
    );
  });
});

it('the event of a message is what the function was to receive', () => {
  const event = uploaded('partners/acme/users.csv');
  expect(eventOf(letter(event))).toEqual(event);
  expect(eventOf(letter(failed(event)))).toEqual(event);
  expect(eventOf(letter({ requestContext: {}, DDBStreamBatchInfo: {} }))).toBeUndefined();
  expect(eventOf(letter({ any: 'object' }))).toBeUndefined();
});
