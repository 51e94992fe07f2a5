import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { startUploads } from './start-uploads.ts';

const Key = 'in/a (1) & ü+%!.csv';

type Uploads = Awaited<ReturnType<typeof startUploads>>;

/** What a client without credentials gets. */
async function send(url: string, init: RequestInit = {}) {
  const response = await fetch(url, init);
  const code = /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];
  return { status: response.status, code };
}

const put = (url: string, body = 'abcd', headers: Record<string, string> = {}) =>
  send(url, { method: 'PUT', body, headers });

/** Binds the size, as the API does for parts. */
async function signPart({ client, Bucket }: Uploads, more: object = {}): Promise<string> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const part = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, ContentLength: 4 });
  return getSignedUrl(client, part, {
    expiresIn: 60,
    signableHeaders: new Set(['host', 'content-length']),
    unhoistableHeaders: new Set(['content-length']),
    ...more,
  });
}

describe('S3 accepts', () => {
  it('requests of the SDK, and URLs that it has signed, for any key', async () => {
    const { client, Bucket } = await startUploads();
    expect(await put(await getSignedUrl(client, new PutObjectCommand({ Bucket, Key })))).toMatchObject({
      status: 200,
    });
    await client.send(new PutObjectCommand({ Bucket, Key: 'b', Body: 'x', Metadata: { a: 'two  spaces' } }));
    expect((await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'in/a (' }))).Contents).toHaveLength(
      1,
    );
    const download = new GetObjectCommand({
      Bucket,
      Key,
      ResponseContentDisposition: 'attachment; filename="a b"',
    });
    expect(await send(await getSignedUrl(client, download))).toMatchObject({ status: 200 });
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
  });

  it('a part of the signed size', async () => {
    expect(await put(await signPart(await startUploads()))).toMatchObject({ status: 200 });
  });
});

describe('S3 refuses', () => {
  it.each<[what: string, attempt: (uploads: Uploads) => Promise<unknown>, status: number, code: string]>([
    ['a PUT without a signature', ({ endpoint }) => put(`${endpoint}/uploads/a`), 403, 'AccessDenied'],
    ['a list without a signature', ({ endpoint }) => send(`${endpoint}/uploads`), 403, 'AccessDenied'],
    [
      'a deletion without a signature',
      ({ endpoint }) => send(`${endpoint}/uploads/a`, { method: 'DELETE' }),
      403,
      'AccessDenied',
    ],
    ['a larger part', async (uploads) => put(await signPart(uploads), 'abcde'), 403, 'SignatureDoesNotMatch'],
    ['a smaller part', async (uploads) => put(await signPart(uploads), 'abc'), 403, 'SignatureDoesNotMatch'],
    [
      'a part of unknown size',
      async (uploads) => {
        const body = new Blob(['abcd']).stream();
        return send(await signPart(uploads), { method: 'PUT', body, duplex: 'half' } as RequestInit);
      },
      403,
      'SignatureDoesNotMatch',
    ],
    [
      'another part',
      async (uploads) => put((await signPart(uploads)).replace('partNumber=1', 'partNumber=2')),
      403,
      'SignatureDoesNotMatch',
    ],
    [
      'another key',
      async (uploads) => put((await signPart(uploads)).replace('/in/', '/other/')),
      403,
      'SignatureDoesNotMatch',
    ],
    [
      'another method',
      async (uploads) => send(await signPart(uploads), { method: 'DELETE' }),
      403,
      'SignatureDoesNotMatch',
    ],
    [
      'metadata that was not signed',
      async (uploads) => put(await signPart(uploads), 'abcd', { 'x-amz-meta-rollcall-mode': 'upsert' }),
      403,
      'AccessDenied',
    ],
    [
      'a copy in place of the part',
      async (uploads) => put(await signPart(uploads), 'abcd', { 'x-amz-copy-source': 'results/a' }),
      403,
      'AccessDenied',
    ],
    [
      'a URL after its time',
      async (uploads) => put(await signPart(uploads, { signingDate: new Date('2026-11-21T09:58:00Z') })),
      403,
      'AccessDenied',
    ],
    [
      'a URL whose time was changed',
      async (uploads) => put((await signPart(uploads)).replace('X-Amz-Expires=60', 'X-Amz-Expires=600')),
      403,
      'SignatureDoesNotMatch',
    ],
    [
      'a URL that is valid for more than a week',
      async (uploads) => put((await signPart(uploads)).replace('X-Amz-Expires=60', 'X-Amz-Expires=700000')),
      400,
      'AuthorizationQueryParametersError',
    ],
    [
      'a URL with another access key',
      async (uploads) => put((await signPart(uploads)).replace('S3RVER', 'OTHER')),
      403,
      'InvalidAccessKeyId',
    ],
  ])('%s', async (_, attempt, status, code) => {
    const uploads = await startUploads();
    expect(await attempt(uploads)).toEqual({ status, code });
    expect(uploads.events).toEqual([]);
  });

  it('a request that was signed with another secret', async () => {
    const { config, Bucket } = await startUploads();
    const credentials = { ...config.credentials, secretAccessKey: 'other' };
    const client = new S3Client({ ...config, credentials });
    const putting = client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    await expect(putting).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    client.destroy();
  });
});
