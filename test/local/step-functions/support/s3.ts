import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** A real S3 server on a free port with one bucket, `bucket`. */
export interface TestS3 extends AsyncDisposable {
  readonly client: S3Client;
  put(key: string, content: string): Promise<void>;
  getJson(key: string): Promise<never>;
}

export async function startTestS3(): Promise<TestS3> {
  const directory = await mkdtemp(join(tmpdir(), 'step-functions-s3-'));
  const s3rver = new S3rver({ directory, silent: true, configureBuckets: [{ name: 'bucket' }] });
  await s3rver.configureBuckets();
  const server = createServer(s3rver.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  return {
    client,
    put: async (Key, Body) => {
      await client.send(new PutObjectCommand({ Bucket: 'bucket', Key, Body: Buffer.from(Body) }));
    },
    getJson: async (Key) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: 'bucket', Key }));
      return JSON.parse((await Body?.transformToString()) ?? '') as never;
    },
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      s3rver.logger.exceptions.unhandle();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
