import { describe, expect, it } from 'vitest';
import type { Import } from '../../../lambdas/contracts/import.ts';
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

const ARN = 'arn:aws:states:eu-central-1:123456789012:stateMachine:user-import';

function starting(metadata: Readonly<Record<string, string>> | undefined, failures = 0) {
  const imports = memoryImports();
  const started: string[] = [];
  const tickets = new Set<string>();
  let left = failures;
  const start = createStartImport({
    imports,
    objects: { head: async () => metadata && { etag: 'e', size: 25, versionId: 'v', metadata } },
    turns: { putTicket: async (tenant, { item }) => void tickets.add(`${tenant} ${item}`) },
    executions: {
      start: async (stateMachineArn, name, input) => {
        expect({ stateMachineArn, input }).toEqual({
          stateMachineArn: ARN,
          input: { importId: name, attempt: 1 },
        });
        // The ticket is there before its import can write.
        expect(tickets.size).toBe(1);
        if (left-- > 0) throw new Error('throttled');
        started.push(name);
        return true;
      },
    },
    stateMachineArn: ARN,
    now: () => NOW,
  });
  return {
    imports,
    started,
    tickets,
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
    expect(imports.item?.metadataProblem).toBeUndefined();
    expect(imports.item?.executionArn).toBe(
      `arn:aws:states:eu-central-1:123456789012:execution:user-import:${imports.item?.importId}`,
    );
    expect(started).toEqual([imports.item?.importId]);
  });

  it('makes one import of two deliveries', async () => {
    const { imports, started, tickets, run } = starting({});
    await run();
    const first = imports.item;
    await run();
    expect(imports.item).toBe(first);
    expect(new Set(started).size).toBe(1);
    expect([...tickets]).toEqual([
      `acme ticket#2026-11-21T09:59:59.000Z#617F08299329D1890000000000000000#${first?.importId}`,
    ]);
  });

  it.each(['COMPLETED', 'REJECTED', 'ABORTED'] as const)(
    'takes no place in the queue for a delivery that comes when the import is %s',
    async (status) => {
      const { imports, started, tickets, run } = starting({});
      await run();
      imports.item = { ...(imports.item as Import), status };
      tickets.clear();
      await run();
      expect([tickets.size, started.length]).toEqual([0, 1]);
    },
  );

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
    expect(imports.item?.metadataProblem).toContain(words);
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
