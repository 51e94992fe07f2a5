import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveDistribution } from '../../../local/cloudfront/serve-distribution.ts';
import { createStoredFiles } from '../../../local/cloudfront/stored-files.ts';
import { closeServer } from '../../../local/listen.ts';
import type { BucketDeploymentPlan, DistributionPlan } from '../../../local/template/planned.ts';

const POLICY = { 'content-security-policy': "default-src 'none'", 'x-content-type-options': 'nosniff' };
const IMMUTABLE = 'public, max-age=31536000, immutable';
const SCRIPT = 'export const answer = 42;\n'.repeat(100);

const PLAN: DistributionPlan = {
  url: 'https://d0123456789abc.cloudfront.net',
  rootObject: 'index.html',
  behaviors: [
    {
      pathPattern: undefined,
      origin: { kind: 'files', bucket: 'page', compresses: true },
      responseHeaders: POLICY,
    },
  ],
};

const deployments = (directory: string): readonly BucketDeploymentPlan[] => [
  { bucket: 'page', directory, exclude: ['*'], include: ['assets/*'], cacheControl: IMMUTABLE },
  { bucket: 'page', directory, exclude: ['assets/*'], include: [], cacheControl: 'no-cache' },
];

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

describe('the files behind a distribution', () => {
  let directory: string;
  let served: Awaited<ReturnType<typeof serveDistribution>>;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-files-'));
    await mkdir(join(directory, 'page', 'assets'), { recursive: true });
    await writeFile(join(directory, 'secret.txt'), 'secret');
    const files = {
      'index.html': '<!doctype html><title>page</title>',
      'assets/index-a1b2.js': SCRIPT,
      'assets/index-a1b2.css': 'body{color:red}',
      'assets/inter-c3d4.woff2': Buffer.alloc(2000, 7),
      'assets/a b.svg': '<svg/>',
    };
    for (const [name, content] of Object.entries(files))
      await writeFile(join(directory, 'page', name), content);
    served = await serveDistribution(PLAN, {
      invoke: () => Promise.reject(new Error('no function is called')),
      files: createStoredFiles(deployments(join(directory, 'page')), undefined),
    });
  });
  afterAll(async () => {
    await closeServer(served.server);
    await rm(directory, { recursive: true, force: true });
  });

  /** As it is on the wire: fetch changes paths, and decompresses. */
  const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> => {
    const { hostname, port } = new URL(served.endpoint);
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ hostname, port, path, headers, method }, resolve).once('error', reject).end();
    });
    return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
  };

  it.each([
    ['/', 'text/html', 'no-cache'],
    ['/index.html', 'text/html', 'no-cache'],
    ['/?a=b', 'text/html', 'no-cache'],
    ['/assets/index-a1b2.js', 'text/javascript', IMMUTABLE],
    ['/assets/index-a1b2.css', 'text/css', IMMUTABLE],
    ['/assets/inter-c3d4.woff2', 'font/woff2', IMMUTABLE],
    ['/assets/a%20b.svg', 'image/svg+xml', IMMUTABLE],
  ])('have their type and their time to live: %s', async (path, type, cacheControl) => {
    const { status, headers } = await ask(path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ ...POLICY, 'content-type': type, 'cache-control': cacheControl });
  });

  it.each([
    ['/imports/imp_1'],
    ['/assets/'],
    ['/index.html/'],
    ['//index.html'],
    ['/../secret.txt'],
    ['/..%2fsecret.txt'],
    ['/assets/../../secret.txt'],
    ['/%2e%2e/secret.txt'],
    ['/%'],
    ['/%00'],
  ])('do not exist at %s, which is answered with 404 and the headers of the policy', async (path) => {
    const { status, headers, body } = await ask(path);
    expect(status).toBe(404);
    expect(headers).toMatchObject({ ...POLICY, 'content-type': 'application/xml' });
    expect(body.toString()).toContain('<Code>NoSuchKey</Code>');
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('refuse %s', async (method) => {
    expect((await ask('/', {}, method)).status).toBe(403);
  });

  it('send the headers alone for HEAD', async () => {
    const { headers, body } = await ask('/', {}, 'HEAD');
    expect(headers['content-length']).toBe('34');
    expect(body).toHaveLength(0);
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['GZIP;q=0.5, br;q=0', 'gzip', gunzipSync],
  ] as const)(
    'are compressed for a browser that accepts %s, under a weak ETag',
    async (accepted, encoding, decompress) => {
      const plain = await ask('/assets/index-a1b2.js');
      expect(plain.headers['content-encoding']).toBeUndefined();
      const { headers, body } = await ask('/assets/index-a1b2.js', { 'accept-encoding': accepted });
      expect(headers).toMatchObject({
        'content-encoding': encoding,
        etag: `W/${plain.headers.etag}`,
        vary: 'accept-encoding',
        'content-length': String(body.length),
      });
      expect(body.length).toBeLessThan(SCRIPT.length / 5);
      expect(decompress(body).toString()).toBe(SCRIPT);
    },
  );

  it.each([
    ['a small file', '/assets/index-a1b2.css', 'br'],
    ['a compressed font', '/assets/inter-c3d4.woff2', 'br'],
    ['another encoding', '/assets/index-a1b2.js', 'zstd, identity'],
    ['an encoding that is refused', '/assets/index-a1b2.js', 'gzip;q=0, br;q=0.0'],
  ])('are not compressed: %s', async (_, path, accepted) => {
    const { headers } = await ask(path, { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBeUndefined();
  });

  it('are not sent again to a browser that has them', async () => {
    const path = '/assets/index-a1b2.js';
    const { etag, 'last-modified': modified } = (await ask(path)).headers;
    for (const known of [`${etag}`, `W/${etag}`, `"x", ${etag}`, '*']) {
      const { status, headers, body } = await ask(path, { 'if-none-match': known, 'accept-encoding': 'br' });
      expect(status, known).toBe(304);
      expect(headers).toMatchObject({ ...POLICY, 'cache-control': IMMUTABLE });
      expect(body).toHaveLength(0);
    }
    expect((await ask(path, { 'if-modified-since': String(modified) })).status).toBe(304);
    // The ETag decides.
    const other = { 'if-none-match': '"other"', 'if-modified-since': String(modified) };
    expect((await ask(path, other)).status).toBe(200);
    expect((await ask(path, { 'if-modified-since': 'yesterday' })).status).toBe(200);
  });

  it('answer each range with exactly its bytes', async () => {
    const size = SCRIPT.length;
    const place = fc.nat(size + 10);
    await fc.assert(
      fc.asyncProperty(
        place,
        place,
        fc.constantFrom('both' as const, 'from' as const, 'last' as const),
        async (one, other, kind) => {
          const [a, b] = [Math.min(one, other), Math.max(one, other)];
          const [range, first, end] = (
            {
              both: [`${a}-${b}`, a, b + 1],
              from: [`${a}-`, a, size],
              last: [`-${b}`, Math.max(0, size - b), size],
            } as const
          )[kind];
          const expected = SCRIPT.slice(first, end);
          const { status, headers, body } = await ask('/assets/index-a1b2.js', { range: `bytes=${range}` });
          expect(status).toBe(expected === '' ? 416 : 206);
          expect(body.toString()).toBe(expected);
          expect(headers['content-range']).toBe(
            expected === '' ? `bytes */${size}` : `bytes ${first}-${first + expected.length - 1}/${size}`,
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it.each([
    ['several ranges', { range: 'bytes=0-1,3-4' }],
    ['a range that ends before it begins', { range: 'bytes=3-1' }],
    ['another unit', { range: 'lines=0-1' }],
    ['a range of a file that may have changed', { range: 'bytes=0-1', 'if-range': '"x"' }],
  ])('are sent whole for %s', async (_, headers) => {
    const { status, body } = await ask('/assets/index-a1b2.js', headers as Record<string, string>);
    expect([status, body.toString()]).toEqual([200, SCRIPT]);
  });

  it('are those of the built page, if there is one', async () => {
    const built = join(directory, 'built');
    await mkdir(built);
    await writeFile(join(built, 'index.html'), 'built');
    const files = createStoredFiles(deployments(join(directory, 'page')), built);
    expect((await files.find('page', 'index.html'))?.body.toString()).toBe('built');
    expect(await files.find('page', 'assets/index-a1b2.js')).toBeUndefined();
    expect(await files.find('other', 'index.html')).toBeUndefined();
  });
});
