import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { startUploads } from './start-uploads.ts';

it.each([
  ['233 bytes, which is one file', 'a'.repeat(233)],
  ['234 bytes', `partners/acme/${'a'.repeat(234)}`],
  ['two bytes for each character', `partners/acme/${'ü'.repeat(200)}`],
  ['1,024 bytes in one part', 'ab'.repeat(512)],
  ['a long folder', `${'€'.repeat(100)}/a.csv`],
])('an object whose key has %s is stored, listed, read and deleted', async (_, Key) => {
  const { client, Bucket } = await startUploads();
  const near = `${Key.slice(0, 100)}.csv`;
  for (const key of [Key, near]) await client.send(new PutObjectCommand({ Bucket, Key: key, Body: key }));
  for (const Prefix of ['', Key.slice(0, 101), Key]) {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix }));
    expect(Contents.map((one) => one.Key)).toContain(Key);
  }
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  expect(await Body?.transformToString()).toBe(Key);
  await client.send(new DeleteObjectCommand({ Bucket, Key }));
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents.map((one) => one.Key)).toEqual([near]);
});

it('a key of more than 1,024 bytes is refused as S3 does', async () => {
  const { client, Bucket } = await startUploads();
  await expect(
    client.send(new PutObjectCommand({ Bucket, Key: 'ü'.repeat(513), Body: 'x' })),
  ).rejects.toMatchObject({ name: 'KeyTooLongError', $metadata: { httpStatusCode: 400 } });
});
