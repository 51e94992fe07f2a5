import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectTaggingCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoImportStore } from '../../../../lambdas/adapters/dynamo-import-store.ts';
import { createS3ObjectTags } from '../../../../lambdas/adapters/s3-object-tags.ts';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import { SettingsSnapshotSchema } from '../../../../lambdas/contracts/tenant-settings.ts';
import { applyRetention } from '../../../../lambdas/tasks/notify-requester/apply-retention.ts';
import { createNotifyRequester } from '../../../../lambdas/tasks/notify-requester/handler.ts';
import { clientConfig } from '../../../../local/client-config.ts';
import { type S3, startS3 } from '../../../../local/s3/start-s3.ts';
import { IMPORT_ID, importItem, NOW } from '../../support/import-item.ts';
import { memoryImports, RUNTIME } from '../../support/memory-ports.ts';
import { startImportsTable } from '../../support/start-table.ts';

const REGION = 'eu-central-1';
const RESULTS = `imports/acme/${IMPORT_ID}/results.csv`;
const UPLOAD = 'partners/acme/participants/people.csv';

describe('the retention of a tenant', () => {
  let directory: string;
  let service: S3;
  let client: S3Client;
  const events: unknown[] = [];
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
    const bucket = (name: string) => ({ name, emitsEvents: true, cors: [] });
    service = await startS3({
      directory,
      buckets: [bucket('uploads'), bucket('results')],
      region: REGION,
      accountId: '000000000000',
      port: 0,
      now: () => NOW,
      onEvent: (event) => events.push(event),
    });
    client = new S3Client(clientConfig(service.endpoint, REGION));
    for (const [Bucket, Key] of [
      ['uploads', UPLOAD],
      ['results', RESULTS],
    ])
      await client.send(new PutObjectCommand({ Bucket, Key, Body: 'id\n' }));
  });
  afterAll(async () => {
    client.destroy();
    await service.close();
    await rm(directory, { recursive: true, force: true });
  });

  const tagsOf = async (Bucket: string, Key: string) =>
    (await client.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet;
  /** Returns when the record of the file's content expires, if that was set. */
  const apply = async (fields: Partial<Import>) => {
    const expiries: Date[] = [];
    const imports = { expireContent: async (_: Import, at: Date) => void expiries.push(at) };
    const ports = { imports, tags: createS3ObjectTags(client), resultsBucket: 'results' };
    await applyRetention(ports, importItem(fields), NOW);
    return expiries;
  };

  it('is the stage’s for a tenant that says nothing: no object has a tag', async () => {
    expect(await apply({ files: { results: { key: RESULTS, size: 3 } }, retentionDays: 90 })).toEqual([]);
    expect([await tagsOf('uploads', UPLOAD), await tagsOf('results', RESULTS)]).toEqual([[], []]);
  });

  it('is written on the upload and on each file, which starts no import', async () => {
    const settings = SettingsSnapshotSchema.parse({ retentionDays: 7 });
    // Of an attempt that was aborted by two at a time: no item names it.
    const lost = `imports/acme/${IMPORT_ID}/aborted-1-abc/results.csv`;
    const others = `imports/acme/${IMPORT_ID}0/results.csv`;
    for (const Key of [lost, others])
      await client.send(new PutObjectCommand({ Bucket: 'results', Key, Body: 'id\n' }));
    const before = events.length;
    const files = {
      results: { key: RESULTS, size: 3 },
      // Deleted since, by hand.
      errors: { key: `imports/acme/${IMPORT_ID}/errors.csv`, size: 3 },
    };
    expect(await apply({ settings, files })).toEqual([new Date('2026-11-28T10:00:00.000Z')]);
    const tags = [{ Key: 'rollcall-retention-days', Value: '7' }];
    expect([await tagsOf('uploads', UPLOAD), await tagsOf('results', RESULTS)]).toEqual([tags, tags]);
    expect([await tagsOf('results', lost), await tagsOf('results', others)]).toEqual([tags, []]);
    expect(events).toHaveLength(before);
  });

  it('is written on the files of an import before 0.2, which are in another folder', async () => {
    const before = `imports/${IMPORT_ID}/results.csv`;
    await client.send(new PutObjectCommand({ Bucket: 'results', Key: before, Body: 'id\n' }));
    await apply({
      settings: SettingsSnapshotSchema.parse({ retentionDays: 7 }),
      files: { results: { key: before, size: 3 } },
    });
    expect(await tagsOf('results', before)).toEqual([{ Key: 'rollcall-retention-days', Value: '7' }]);
  });

  it.each([
    ['of the tenant', SettingsSnapshotSchema.parse({ retentionDays: 1 }), '2026-11-22T10:00:00.000Z', 1],
    ['of the stage', undefined, '2027-02-19T10:00:00.000Z', 0],
  ])('%s is stored on the import after the requester was notified', async (_, settings, expiresAt, tags) => {
    const finished: unknown[] = [];
    const notify = createNotifyRequester({
      imports: {
        ...memoryImports(
          importItem({ status: 'REJECTED', retentionDays: 90, ...(settings && { settings }) }),
        ),
        finish: async (...args) => void finished.push(args),
      },
      tags: createS3ObjectTags(client),
      objects: { openByKey: () => Promise.reject(new Error('no file is attached')) },
      tenants: { read: async () => NO_SETTINGS },
      sendMail: async () => 'ses-1',
      resultsBucket: 'results',
      senderAddress: 'rollcall@saas.example',
      importLink: 'https://imports.example.com/#/imports/{importId}',
      fallbackAddress: 'operators@saas.example',
      now: () => NOW,
    });
    await notify({ importId: IMPORT_ID }, RUNTIME);
    expect(finished).toEqual([[IMPORT_ID, 1, 'ses-1', new Date(expiresAt)]]);
    expect(await tagsOf('uploads', UPLOAD)).toEqual(
      tags === 0
        ? expect.not.arrayContaining([{ Key: 'rollcall-retention-days', Value: '90' }])
        : [{ Key: 'rollcall-retention-days', Value: '1' }],
    );
  });

  it('applies to the record of the content, unless a later import has the same content', async () => {
    const table = await startImportsTable();
    try {
      const imports = createDynamoImportStore(table.table, () => NOW, table.client);
      const first = importItem({ retentionDays: 90 });
      const expiresAt = async () => {
        const Key = { importId: 'content#acme', item: 'e-25' };
        return (await table.documents.send(new GetCommand({ TableName: table.table, Key }))).Item?.expiresAt;
      };
      await imports.rememberContent(first);
      expect(await expiresAt()).toBe(Date.parse('2027-02-19T10:00:00.000Z') / 1000);
      const soon = new Date('2026-11-28T10:00:00.000Z');
      await imports.expireContent(first, soon);
      expect(await expiresAt()).toBe(soon.getTime() / 1000);
      await imports.rememberContent({ ...first, importId: IMPORT_ID.replace('kakr', 'kaks') });
      await imports.expireContent(first, soon);
      expect(await expiresAt()).toBe(Date.parse('2027-02-19T10:00:00.000Z') / 1000);
    } finally {
      await table.close();
    }
  });

  it('lets the import expire when it is over, unless it is resumed', async () => {
    const table = await startImportsTable();
    try {
      const imports = createDynamoImportStore(table.table, () => NOW, table.client);
      const expiresAt = async () => {
        const Key = { importId: IMPORT_ID, item: 'import' };
        return (await table.documents.send(new GetCommand({ TableName: table.table, Key }))).Item?.expiresAt;
      };
      await imports.create(importItem({ status: 'ABORTED' }));
      await imports.finish(IMPORT_ID, 1, 'ses-1');
      expect(await expiresAt()).toBeUndefined();
      await imports.finish(IMPORT_ID, 1, 'ses-1', new Date('2026-11-28T10:00:00.000Z'));
      expect(await expiresAt()).toBe(Date.parse('2026-11-28T10:00:00.000Z') / 1000);
      const { options, executionArn, ...item } = await imports.read(IMPORT_ID);
      await imports.forget(IMPORT_ID, new Date('2026-11-29T10:00:00.000Z'));
      expect(await expiresAt()).toBe(Date.parse('2026-11-29T10:00:00.000Z') / 1000);
      await imports.restart(IMPORT_ID, item, { options, executionArn, attempt: 2, arrival: 'later' });
      expect(await expiresAt()).toBeUndefined();
    } finally {
      await table.close();
    }
  });
});
