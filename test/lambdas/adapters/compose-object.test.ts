import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readObject } from '../../../lambdas/adapters/read-object.ts';
import { createS3ObjectStore } from '../../../lambdas/adapters/s3-object-store.ts';
import { clientConfig } from '../../../local/client-config.ts';
import { startS3 } from '../../../local/s3/start-s3.ts';
import { temporaryDirectory } from '../../local/temporary-directory.ts';

const MiB = 1024 ** 2;
const bucket = 'results';

async function startObjects() {
  const service = await startS3({
    directory: await temporaryDirectory(),
    buckets: [{ name: bucket, emitsEvents: false, cors: [] }],
    region: 'eu-central-1',
    accountId: '000000000000',
    port: 0,
    now: () => new Date(),
    onEvent: () => undefined,
  });
  const client = new S3Client(clientConfig(service.endpoint, 'eu-central-1'));
  onTestFinished(async () => {
    client.destroy();
    await service.close();
  });
  return createS3ObjectStore(client);
}

describe('an object that is composed of segments', () => {
  it.each([
    ['one small segment', [3]],
    ['one large segment', [6 * MiB]],
    ['segments that are copied, and small ones between them', [1, 6 * MiB, 100, 5 * MiB - 1, 7 * MiB, 5]],
    ['small segments only', [10, 20, 30]],
  ])('contains the bytes of %s in order', async (_, sizes) => {
    const objects = await startObjects();
    const contents = sizes.map((size, index) => Buffer.alloc(size, `segment ${index} `));
    const segments = contents.map(({ length: size }, index) => ({ key: `work/a/${index}`, size }));
    for (const [index, content] of contents.entries())
      await objects.put(bucket, `work/a/${index}`, content, 'application/octet-stream');
    await objects.compose({ bucket, key: 'imports/a/results.csv', contentType: 'text/csv', segments });
    const composed = await readObject(objects, { bucket, key: 'imports/a/results.csv' });
    expect(composed.equals(Buffer.concat(contents))).toBe(true);
  });

  it.each([
    ['a copied segment', 6 * MiB],
    ['a segment that is read', 100],
  ])('does not appear when %s is shorter than it should be', async (_, size) => {
    const objects = await startObjects();
    await objects.put(bucket, 'work/a', Buffer.alloc(size - 1), 'application/octet-stream');
    const composing = objects.compose({
      bucket,
      key: 'imports/a',
      contentType: 'text/csv',
      segments: [{ key: 'work/a', size }],
    });
    await expect(composing).rejects.toThrow();
    expect(await objects.head(bucket, 'imports/a')).toBeUndefined();
  });
});
