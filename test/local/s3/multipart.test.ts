import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startUploads } from './start-uploads.ts';

const Key = 'in/big.csv';
const WHOLE_PART = Buffer.alloc(5 * 1024 * 1024, 'x');

type Uploads = Awaited<ReturnType<typeof startUploads>>;

async function begin(uploads?: Uploads) {
  const { client, Bucket, ...rest } = uploads ?? (await startUploads());
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ Bucket, Key, Metadata: { a: 'b' } }),
  );
  const place = { Bucket, Key, UploadId };
  const put = async (PartNumber: number, Body: Buffer | string) => {
    const { ETag } = await client.send(new UploadPartCommand({ ...place, PartNumber, Body }));
    return { PartNumber, ETag };
  };
  const complete = (Parts: { PartNumber: number; ETag?: string | undefined }[]) =>
    client.send(new CompleteMultipartUploadCommand({ ...place, MultipartUpload: { Parts } }));
  return { ...rest, client, place, put, complete };
}

describe('the parts of an upload', () => {
  it('are listed with number, size and ETag, in pages, and the last upload of a part counts', async () => {
    const { client, place, put } = await begin();
    await put(3, 'last');
    await put(1, 'first');
    const { ETag } = await put(1, 'again and longer');
    const page = await client.send(new ListPartsCommand({ ...place, MaxParts: 1 }));
    expect(page).toMatchObject({
      IsTruncated: true,
      NextPartNumberMarker: '1',
      Parts: [{ PartNumber: 1, Size: 16, ETag }],
    });
    const rest = await client.send(
      new ListPartsCommand({ ...place, PartNumberMarker: page.NextPartNumberMarker }),
    );
    expect(rest).toMatchObject({ IsTruncated: false, Parts: [{ PartNumber: 3, Size: 4 }] });
  });

  it('are there after a restart', async () => {
    const first = await startUploads();
    const { place, put } = await begin(first);
    await put(1, 'kept');
    const { client } = await startUploads({ directory: first.directory });
    const { Parts } = await client.send(new ListPartsCommand(place));
    expect(Parts).toMatchObject([{ PartNumber: 1, Size: 4 }]);
  });

  it('become an object with the metadata of the upload', async () => {
    const { client, place, put, complete } = await begin();
    await complete([await put(1, WHOLE_PART), await put(2, 'end')]);
    const { Bucket } = place;
    expect(await client.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({
      ContentLength: WHOLE_PART.length + 3,
      Metadata: { a: 'b' },
    });
  });
});

describe('an upload in parts', () => {
  it('is listed until it is completed or aborted', async () => {
    const uploads = await startUploads();
    const { client, Bucket } = uploads;
    const one = await begin(uploads);
    const two = await begin(uploads);
    const list = async (Prefix?: string) =>
      (await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix }))).Uploads?.map(
        ({ UploadId }) => UploadId,
      );
    expect((await list())?.sort()).toEqual([one.place.UploadId, two.place.UploadId].sort());
    expect(await list('other/')).toBeUndefined();
    await one.complete([await one.put(1, 'x')]);
    expect(await list('in/')).toEqual([two.place.UploadId]);
    await client.send(new AbortMultipartUploadCommand(two.place));
    expect(await list()).toBeUndefined();
  });

  it('that two clients complete at once becomes one object', async () => {
    const { put, complete, events } = await begin();
    const parts = [await put(1, 'x')];
    const both = await Promise.allSettled([complete(parts), complete(parts)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { name: 'NoSuchUpload' },
    });
    expect(events).toHaveLength(1);
  });
});

type Begun = Awaited<ReturnType<typeof begin>>;

describe('S3 refuses', () => {
  it.each<[what: string, attempt: (upload: Begun) => Promise<unknown>, name: string]>([
    ['a part number 0', ({ put }) => put(0, 'x'), 'InvalidArgument'],
    ['a part number over 10,000', ({ put }) => put(10_001, 'x'), 'InvalidArgument'],
    [
      'a part of another key',
      ({ client, place }) =>
        client.send(new UploadPartCommand({ ...place, Key: 'in/other.csv', PartNumber: 1, Body: 'x' })),
      'NoSuchUpload',
    ],
    [
      'an upload id that is a path',
      ({ client, place }) => client.send(new ListPartsCommand({ ...place, UploadId: '../uploads' })),
      'NoSuchUpload',
    ],
    [
      'a part after the upload was aborted',
      async ({ client, place, put }) => {
        await client.send(new AbortMultipartUploadCommand(place));
        await put(1, 'x');
      },
      'NoSuchUpload',
    ],
    [
      'a second abort',
      async ({ client, place }) => {
        await client.send(new AbortMultipartUploadCommand(place));
        await client.send(new AbortMultipartUploadCommand(place));
      },
      'NoSuchUpload',
    ],
    [
      'a second completion',
      async ({ put, complete }) => {
        const parts = [await put(1, 'x')];
        await complete(parts);
        await complete(parts);
      },
      'NoSuchUpload',
    ],
    [
      'a completion with another ETag',
      async ({ put, complete }) => {
        await put(1, 'x');
        await complete([{ PartNumber: 1, ETag: `"${'0'.repeat(32)}"` }]);
      },
      'InvalidPart',
    ],
    [
      'a completion with a part that has not arrived',
      async ({ put, complete }) =>
        complete([await put(1, WHOLE_PART), { ...(await put(2, 'x')), PartNumber: 3 }]),
      'InvalidPart',
    ],
    [
      'a completion with a part under 5 MiB that is not the last',
      async ({ put, complete }) => complete([await put(1, 'abc'), await put(2, 'def')]),
      'EntityTooSmall',
    ],
    [
      'a completion in another order',
      async ({ put, complete }) => complete([await put(2, 'abc'), await put(1, WHOLE_PART)]),
      'InvalidPartOrder',
    ],
    ['a completion without parts', ({ complete }) => complete([]), 'MalformedXML'],
  ])('%s', async (_, attempt, name) => {
    const upload = await begin();
    await expect(attempt(upload)).rejects.toMatchObject({ name });
    expect(upload.events.length).toBeLessThan(2);
  });
});
