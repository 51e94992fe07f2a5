import { CompleteMultipartUploadCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { startUploads } from './start-uploads.ts';

const RULE = {
  allowedOrigins: ['https://page.example.com', 'http://127.0.0.1:*'],
  allowedMethods: ['PUT', 'POST'],
  allowedHeaders: ['content-type'],
  exposedHeaders: ['ETag'],
  maxAge: 3600,
};

const startWithCors = () => startUploads({ cors: [RULE] });

function preflight(endpoint: string, path: string, origin: string, method = 'PUT', headers?: string) {
  return fetch(`${endpoint}${path}`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      ...(headers !== undefined && { 'access-control-request-headers': headers }),
    },
  });
}

describe('a browser of another origin', () => {
  it.each(['https://page.example.com', 'http://127.0.0.1:4321'])('at %s may upload', async (origin) => {
    const { endpoint, client, Bucket } = await startWithCors();
    const asked = await preflight(endpoint, '/uploads/a', origin, 'PUT', 'Content-Type');
    expect(asked.status).toBe(200);
    expect(Object.fromEntries(asked.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'PUT, POST',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '3600',
    });
    const url = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: 'a' }));
    const sent = await fetch(url, { method: 'PUT', body: 'x', headers: { origin } });
    expect(sent.status).toBe(200);
    expect(sent.headers.get('access-control-allow-origin')).toBe(origin);
    expect(sent.headers.get('access-control-expose-headers')).toBe('ETag');
  });

  it.each<[what: string, path: string, init: RequestInit, status: number]>([
    ['an error of the signature', '/uploads/a', { method: 'PUT', body: 'x' }, 403],
    ['an error of a form', '/uploads', { method: 'POST', body: new FormData() }, 400],
  ])('can read %s', async (_, path, init, status) => {
    const { endpoint } = await startWithCors();
    const origin = 'https://page.example.com';
    const response = await fetch(`${endpoint}${path}`, { ...init, headers: { origin } });
    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
  });

  it('can read an error of s3rver itself', async () => {
    const { client, Bucket } = await startWithCors();
    const origin = 'https://page.example.com';
    const completion = new CompleteMultipartUploadCommand({ Bucket, Key: 'a', UploadId: '0'.repeat(32) });
    const body =
      '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>x</ETag></Part></CompleteMultipartUpload>';
    const response = await fetch(await getSignedUrl(client, completion), {
      method: 'POST',
      headers: { origin },
      body,
    });
    expect(await response.text()).toContain('<Code>NoSuchUpload</Code>');
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
  });

  it.each([
    ['another origin', '/uploads/a', 'https://evil.example.com', 'PUT', undefined],
    [
      'an origin that contains an allowed one',
      '/uploads/a',
      'https://page.example.com.evil.example',
      'PUT',
      undefined,
    ],
    ['another method', '/uploads/a', 'https://page.example.com', 'GET', undefined],
    ['another header', '/uploads/a', 'https://page.example.com', 'PUT', 'x-amz-meta-rollcall-mode'],
    ['a bucket without rules', '/results/a', 'https://page.example.com', 'PUT', undefined],
  ])('may not send a request of %s', async (_, path, origin, method, headers) => {
    const { endpoint } = await startWithCors();
    const asked = await preflight(endpoint, path, origin, method, headers);
    expect(asked.status).toBe(403);
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
    const sent = await fetch(`${endpoint}${path}`, { method, headers: { origin } });
    if (origin !== 'https://page.example.com' || method !== 'PUT')
      expect(sent.headers.get('access-control-allow-origin')).toBeNull();
  });
});
