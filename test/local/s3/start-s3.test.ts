import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { startUploads } from './start-uploads.ts';

const Bucket = 'uploads';

describe('the event of an object', () => {
  it('has the format of EventBridge', async () => {
    const { client, events } = await startUploads();
    const { ETag } = await client.send(
      new PutObjectCommand({ Bucket, Key: 'in/users.csv', Body: 'id\n1\n' }),
    );
    expect(events).toEqual([
      {
        version: '0',
        id: expect.stringMatching(/^[-0-9a-f]{36}$/),
        'detail-type': 'Object Created',
        source: 'aws.s3',
        account: '000000000000',
        time: '2026-11-21T10:00:00Z',
        region: 'eu-central-1',
        resources: ['arn:aws:s3:::uploads'],
        detail: {
          version: '0',
          bucket: { name: 'uploads' },
          object: {
            key: 'in/users.csv',
            size: 5,
            etag: ETag?.replaceAll('"', ''),
            sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
          },
          'request-id': expect.any(String),
          requester: '000000000000',
          'source-ip-address': '127.0.0.1',
          reason: 'PutObject',
        },
      },
    ]);
  });

  it.each(['in/a b+c.csv', 'in/über & mehr=100%.csv', 'in/%20.csv', 'in/日本/"x"?.csv'])(
    'carries the key %s as it is',
    async (Key) => {
      const { client, events } = await startUploads();
      await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
      expect(events).toMatchObject([{ detail: { object: { key: Key } } }]);
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      expect(await Body?.transformToString()).toBe('x');
    },
  );

  it('of a copy has the ETag as well', async () => {
    const { client, events } = await startUploads();
    const { ETag } = await client.send(new PutObjectCommand({ Bucket: 'results', Key: 'a', Body: 'abc' }));
    await client.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource: 'results/a' }));
    const etag = ETag?.replaceAll('"', '');
    expect(events).toMatchObject([{ detail: { reason: 'CopyObject', object: { key: 'b', size: 3, etag } } }]);
  });

  it('of a multipart upload is sent when it is complete', async () => {
    const { client, events } = await startUploads();
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'big' }));
    const part = { Bucket, Key: 'big', UploadId, PartNumber: 1 };
    const { ETag } = await client.send(new UploadPartCommand({ ...part, Body: 'abcdef' }));
    expect(events).toEqual([]);
    const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
    await client.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'big', UploadId, MultipartUpload }));
    expect(events).toMatchObject([
      { detail: { reason: 'CompleteMultipartUpload', object: { key: 'big', size: 6 } } },
    ]);
  });

  it('of a browser upload is sent', async () => {
    const { client, events } = await startUploads();
    const { url, fields } = await createPresignedPost(client, { Bucket, Key: 'in/form.csv' });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new File(['id\n'], 'form.csv'));
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204);
    expect(events).toMatchObject([
      { detail: { reason: 'POST Object', object: { key: 'in/form.csv', size: 3 } } },
    ]);
  });

  it('of a deletion is Object Deleted', async () => {
    const { client, events } = await startUploads();
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect(events[1]).toMatchObject({ 'detail-type': 'Object Deleted', detail: { reason: 'DeleteObject' } });
  });

  it('is sent only by buckets that emit events', async () => {
    const { client, events } = await startUploads();
    await client.send(new PutObjectCommand({ Bucket: 'results', Key: 'a', Body: 'x' }));
    expect(events).toEqual([]);
  });

  it('is ordered by its sequencer, also within a millisecond', async () => {
    const { client, events } = await startUploads();
    for (const Body of ['1', '2', '3']) await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body }));
    const sequencers = events.map(({ detail }) => (detail.object as { sequencer: string }).sequencer);
    expect(sequencers).toEqual([...new Set(sequencers)].sort());
  });
});

describe('an object', () => {
  it('exists after a restart', async () => {
    const { client, directory } = await startUploads();
    await client.send(new PutObjectCommand({ Bucket, Key: 'a/b', Body: 'kept' }));
    const second = await startUploads({ directory });
    const { Contents } = await second.client.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents).toMatchObject([{ Key: 'a/b', Size: 4 }]);
  });

  it('is not changed by an interrupted upload', async () => {
    const { client, directory, events } = await startUploads();
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'whole' }));
    const url = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: 'a' }));
    const broken = request(url, { method: 'PUT', headers: { 'content-length': 1000 } });
    broken.on('error', () => undefined);
    broken.write('half');
    await expect.poll(() => readdir(join(directory, 'partial'))).toHaveLength(1);
    broken.destroy();
    await expect.poll(() => readdir(join(directory, 'partial'))).toHaveLength(0);
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    expect(await Body?.transformToString()).toBe('whole');
    expect(events).toHaveLength(1);
  });
});

describe('a condition', () => {
  it('of a read succeeds for the ETag and fails for another one', async () => {
    const { client } = await startUploads();
    const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'abcdef' }));
    const read = (IfMatch: string | undefined) =>
      client.send(new GetObjectCommand({ Bucket, Key: 'a', IfMatch, Range: 'bytes=1-2' }));
    expect(await (await read(ETag)).Body?.transformToString()).toBe('bc');
    await expect(read('"0123"')).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  it('of a read of an absent object is NoSuchKey', async () => {
    const { client } = await startUploads();
    const read = client.send(new GetObjectCommand({ Bucket, Key: 'none', IfMatch: '"0123"' }));
    await expect(read).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('that an object does not exist fails for the second write', async () => {
    const { client } = await startUploads();
    const write = () => client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', IfNoneMatch: '*' }));
    await write();
    await expect(write()).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });
});
