import { randomUUID } from 'node:crypto';
import { paginateListExecutions } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gather, importFile, newTenant, startTestCloud, type TestCloud } from '../support/test-cloud.ts';

const HEADER = 'accountId,id,firstName';
const ROWS = Array.from({ length: 10 }, (_, i) => (i === 5 ? 'acme,,No Id' : `acme,u${i},User ${i}`));
const FILE = `${HEADER}\n${ROWS.join('\n')}\n`;

describe('repeated work', () => {
  let test: TestCloud;
  beforeAll(async () => {
    test = await startTestCloud();
  });
  afterAll(async () => test?.[Symbol.asyncDispose]());

  const executions = async (): Promise<string[]> => {
    const pages = paginateListExecutions(
      { client: test.clients.sfn },
      { stateMachineArn: test.clients.stateMachineArn },
    );
    return (await Array.fromAsync(pages)).flatMap(
      (page) => page.executions?.map(({ name }) => name ?? '') ?? [],
    );
  };

  it('starts one import and sends one e-mail when an event is delivered several times', async () => {
    const { item } = await importFile(test, FILE);
    const before = new Set(await executions());
    const { bucket, key, etag, size } = item.source;
    const event = {
      version: '0',
      id: randomUUID(),
      source: 'aws.s3',
      'detail-type': 'Object Created',
      time: '2026-11-20T10:00:00Z',
      detail: { bucket: { name: bucket }, object: { key, size, etag, sequencer: 'FF01' } },
    };
    await Promise.all([1, 2, 3].map(() => test.cloud.invoke('rollcall-local-start-import', event)));
    await test.cloud.idle();
    await test.cloud.invoke('rollcall-local-start-import', event);
    await test.cloud.idle();
    const started = (await executions()).filter((name) => !before.has(name));
    expect(started).toHaveLength(1);
    const again = await gather(test, started[0] as string);
    expect(again.item).toMatchObject({ counts: { records: 10, unchanged: 9, failed: 1 } });
    expect(again.mails).toHaveLength(1);
  });

  it('changes nothing when a task runs again after the end of its import', async () => {
    const tenant = newTenant();
    const first = await importFile(test, FILE, { tenant });
    const { importId } = first.item;
    const chunk = { index: 1, ...rangeOf(4, 8), firstRecord: 5, firstLine: 6, records: 4 };
    await test.cloud.invoke('rollcall-local-split-file', { importId });
    await test.cloud.invoke('rollcall-local-process-chunk', { importId, chunk, fencingToken: 1 });
    await test.cloud.invoke('rollcall-local-collect-results', { importId });
    await test.cloud.invoke('rollcall-local-notify-requester', { importId });
    const again = await gather(test, importId);
    expect(again.item.counts).toEqual(first.item.counts);
    expect(again.item.files).toEqual(first.item.files);
    expect({ ...again, item: undefined }).toEqual({ ...first, item: undefined });
  });

  it('leaves every user unchanged when the same file is imported again', async () => {
    const tenant = newTenant();
    const first = await importFile(test, FILE, { tenant });
    const again = await importFile(test, FILE, { tenant });
    expect(again.item.importId).not.toBe(first.item.importId);
    expect(again.item.counts).toMatchObject({ records: 10, unchanged: 9, failed: 1, created: 0, updated: 0 });
    expect(again.users).toEqual(first.users);
  });
});

/** Bytes of the rows from `first` up to `end`, counted from 0. */
function rangeOf(first: number, end: number): { readonly start: number; readonly end: number } {
  const before = (rows: number) =>
    Buffer.byteLength([HEADER, ...ROWS.slice(0, rows)].map((line) => `${line}\n`).join(''));
  return { start: before(first), end: before(end) };
}
