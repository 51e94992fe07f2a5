import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createS3ObjectStore } from '../../../../lambdas/adapters/s3-object-store.ts';
import type { UploadedImport } from '../../../../lambdas/contracts/import.ts';
import { assertLatestUpload } from '../../../../lambdas/tasks/inspect-file/assert-latest-upload.ts';
import { importItem } from '../../support/import-item.ts';

interface Version {
  readonly etag: string;
  /** Absent: the bucket has no versions. */
  readonly versionId?: string;
}

const FIRST = { etag: 'a'.repeat(32), versionId: '3HL4kqtJvjVBH40Nrjfkd' };
const SAME_BYTES = { ...FIRST, versionId: 'QUpfdndhfd8438MNFDN93jdnJFkdmqnh893' };
const OTHER_BYTES = { etag: 'b'.repeat(32), versionId: 'UIORUnfndfhnw89493jJFJ' };

/** Answers HeadObject as S3 does: the current version of each key, `x-amz-version-id` only in a bucket with versions. */
async function withS3<T>(
  latest: Readonly<Record<string, Version | 'deleted'>>,
  use: (objects: ReturnType<typeof createS3ObjectStore>) => Promise<T>,
): Promise<{ readonly result: T; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { pathname } = new URL(request.url ?? '', 'http://s3');
    answer(response, latest[decodeURIComponent(pathname.split('/').slice(2).join('/'))]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new S3Client({
    region: 'eu-central-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  try {
    return { result: await use(createS3ObjectStore(client)), asked };
  } finally {
    client.destroy();
    server.closeAllConnections();
    server.close();
  }
}

function answer(response: ServerResponse, version: Version | 'deleted' | undefined): void {
  const isThere = version !== undefined && version !== 'deleted';
  const headers = isThere
    ? {
        etag: `"${version.etag}"`,
        'content-length': '25',
        'last-modified': 'Sat, 21 Nov 2026 10:00:00 GMT',
        ...(version.versionId !== undefined && { 'x-amz-version-id': version.versionId }),
      }
    : { ...(version === 'deleted' && { 'x-amz-delete-marker': 'true', 'x-amz-version-id': 'marker' }) };
  response.writeHead(isThere ? 200 : 404, { 'x-amz-request-id': 'EXAMPLE', ...headers }).end();
}

const KEY = 'partners/acme/participants/people.csv';
const importOf = (version: Version, fields: Partial<UploadedImport> = {}): UploadedImport => ({
  ...importItem(),
  source: { bucket: 'uploads', key: KEY, size: 25, ...version },
  ...fields,
});
const outcomeOf = (item: UploadedImport, latest: Parameters<typeof withS3>[0]) =>
  withS3(latest, (objects) =>
    assertLatestUpload(objects, item).then(
      () => 'imported',
      (error: Error) => error.name,
    ),
  );

describe('an upload whose key has a latest version', () => {
  it.each<[string, Version, Version | 'deleted', string]>([
    ['that is the upload', FIRST, FIRST, 'imported'],
    ['with other bytes', FIRST, OTHER_BYTES, 'SourceChanged'],
    ['with the same bytes', FIRST, SAME_BYTES, 'SourceChanged'],
    ['that marks it as deleted', FIRST, 'deleted', 'imported'],
    ['in a bucket without versions', { etag: FIRST.etag }, { etag: FIRST.etag }, 'imported'],
    [
      'with other bytes, in a bucket without versions',
      { etag: FIRST.etag },
      { etag: OTHER_BYTES.etag },
      'SourceChanged',
    ],
    ['in a bucket that got versions later', { etag: FIRST.etag }, SAME_BYTES, 'imported'],
    [
      'in a bucket whose versions were suspended later',
      FIRST,
      { ...FIRST, versionId: 'null' },
      'SourceChanged',
    ],
  ])('%s', async (_, uploaded, latest, outcome) => {
    const { result, asked } = await outcomeOf(importOf(uploaded), { [KEY]: latest });
    expect(result).toBe(outcome);
    // Asking for the version itself would always find it.
    expect(asked).toEqual([`HEAD /uploads/${KEY}`]);
  });

  it('is not compared in a later attempt, whose first records may be imported already', async () => {
    const { result, asked } = await outcomeOf(importOf(FIRST, { attempt: 2 }), { [KEY]: OTHER_BYTES });
    expect({ result, asked }).toEqual({ result: 'imported', asked: [] });
  });

  it.each([
    ['header', 'SourceChanged'],
    ['neither', 'imported'],
  ])('of a pair, compares both files: %s was uploaded again', async (again, outcome) => {
    const file = (key: string) => ({ object: { bucket: 'uploads', key, size: 25, ...FIRST } });
    const feed = { header: file('partners/acme/user-feed/h.csv'), data: file(KEY) } as unknown as NonNullable<
      UploadedImport['feed']
    >;
    const latest = {
      [KEY]: FIRST,
      'partners/acme/user-feed/h.csv': again === 'header' ? SAME_BYTES : FIRST,
    };
    const { result } = await outcomeOf(importOf(FIRST, { feed }), latest);
    expect(result).toBe(outcome);
  });
});
