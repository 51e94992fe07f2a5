import { describe, expect, it } from 'vitest';
import { ObjectCreatedEventSchema } from '../../../lambdas/contracts/object-created-event.ts';
import { createStartImport } from '../../../lambdas/start-import/handler.ts';
import { NOW } from '../support/import-item.ts';
import { memoryImports, RUNTIME } from '../support/memory-ports.ts';

/** As EventBridge delivers it: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html. */
function objectCreated(key: string) {
  return ObjectCreatedEventSchema.parse({
    version: '0',
    id: '17793124-05d4-b198-2fde-7ededc63b103',
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: '111122223333',
    time: '2026-11-21T09:59:59Z',
    region: 'eu-central-1',
    resources: ['arn:aws:s3:::uploads'],
    detail: {
      version: '0',
      bucket: { name: 'uploads' },
      object: { key, size: 25, etag: 'e', 'version-id': 'v', sequencer: '617f08299329d189' },
      'request-id': 'N4N7GDK58NMKJ12R',
      requester: '123456789012',
      'source-ip-address': '1.2.3.4',
      reason: 'PutObject',
    },
  });
}

function starting(metadata: Readonly<Record<string, string>> | undefined, failures = 0) {
  const imports = memoryImports();
  const started: string[] = [];
  let left = failures;
  const start = createStartImport({
    imports,
    objects: { head: async () => metadata && { etag: 'e', size: 25, versionId: 'v', metadata } },
    startExecution: async (importId) => {
      if (left-- > 0) throw new Error('throttled');
      started.push(importId);
    },
    now: () => NOW,
  });
  return {
    imports,
    started,
    run: (key = 'partners/acme/participants/people.csv') => start(objectCreated(key), RUNTIME),
  };
}

describe('StartImport', () => {
  it('takes an upload in under one id, with the choices of its sender', async () => {
    const { imports, started, run } = starting({
      'rollcall-mode': 'update-only',
      'rollcall-on-blank': 'clear',
      'rollcall-segment': 'spring',
      'rollcall-notify': 'ann@example.com',
      'rollcall-request-id': 'r1',
      'uploaded-by': 'somebody',
    });
    await run();
    expect(imports.item).toMatchObject({
      tenant: 'acme',
      importType: 'participants',
      fileName: 'people.csv',
      status: 'QUEUED',
      requestId: 'r1',
      source: { bucket: 'uploads', etag: 'e', size: 25, versionId: 'v' },
      options: {
        mode: 'update-only',
        onBlank: 'clear',
        segment: { key: 'spring', action: 'add' },
        notify: 'ann@example.com',
      },
    });
    expect(imports.item?.reason).toBeUndefined();
    expect(started).toEqual([imports.item?.importId]);
  });

  it('makes one import of two deliveries', async () => {
    const { imports, started, run } = starting({});
    await run();
    const first = imports.item;
    await run();
    expect(imports.item).toBe(first);
    expect(new Set(started).size).toBe(1);
  });

  it('completes what died between the import and its execution', async () => {
    const { imports, started, run } = starting({}, 1);
    await expect(run()).rejects.toThrow('throttled');
    await run();
    expect(started).toEqual([imports.item?.importId]);
  });

  it.each(['partners/acme/', 'readme.txt'])('ignores what is no upload: %s', async (key) => {
    const { imports, started, run } = starting({});
    await run(key);
    expect([imports.item, started]).toEqual([undefined, []]);
  });

  it.each([
    ['a mode that does not exist', { 'rollcall-mode': 'replace' }, 'rollcall-mode'],
    ['an action without a segment', { 'rollcall-segment-action': 'add' }, 'needs rollcall-segment'],
    ['a segment with blanks', { 'rollcall-segment': 'a b' }, 'a segment key is'],
    ['an address that is none', { 'rollcall-notify': 'ann' }, 'must be an e-mail address'],
    [
      'an option that does not exist',
      { 'rollcall-onblank': 'clear' },
      'rollcall-onblank: there is no such option',
    ],
    ['__proto__ as an option', JSON.parse('{"rollcall-__proto__":"x"}'), 'there is no such option'],
  ])('keeps for the rejection that the metadata has %s', async (_, metadata, words) => {
    const { imports, started, run } = starting(metadata);
    await run();
    expect(imports.item?.reason).toEqual({ code: 'BAD_METADATA', message: expect.stringContaining(words) });
    expect(started).toHaveLength(1);
  });

  it('tells the sender, whose address is right where another option is wrong', async () => {
    const { imports, run } = starting({ 'rollcall-mode': 'replace', 'rollcall-notify': 'ann@example.com' });
    await run();
    expect(imports.item?.options.notify).toBe('ann@example.com');
  });

  it('takes in an upload that is gone already, so that somebody is told', async () => {
    const { started, run } = starting(undefined);
    await run();
    expect(started).toHaveLength(1);
  });
});
