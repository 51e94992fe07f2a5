import type { RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { guardedFetch } from '../../../../lambdas/adapters/guarded-fetch.ts';
import { startSite } from './site.ts';
import { HOST, limitsFor, thisMachine } from './test-network.ts';

const MAX_BYTES = 1000;

async function fetchFrom(answer: RequestListener, network = thisMachine()) {
  await using site = await startSite(answer);
  return await guardedFetch(
    `http://${HOST}:${site.port}/users.csv`,
    limitsFor(site.port, MAX_BYTES),
    network,
  );
}

/** A server that says these very bytes, which Node's own would not. */
async function fetchRaw(bytes: string) {
  await using server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(bytes));
  });
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await listening;
  const { port } = server.address() as { port: number };
  return await guardedFetch(`http://${HOST}:${port}/`, limitsFor(port, MAX_BYTES), thisMachine());
}

describe('an answer that is not a file', () => {
  it.each([301, 302, 303, 307, 308])('is a redirect, which is not followed: %i', async (status) => {
    await using inside = await startSite((_request, response) => response.end('secret'));
    const network = thisMachine();
    const fetched = await fetchFrom((_request, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${inside.port}/` }).end();
    }, network);
    expect(fetched).toMatchObject({ ok: false, reason: 'REDIRECTED' });
    expect(inside.connections()).toBe(0);
    expect(network.lookups).toEqual([HOST]);
  });

  it.each([300, 304])('is a redirect without a location: %i', async (status) => {
    const fetched = await fetchFrom((_request, response) => response.writeHead(status).end());
    expect(fetched).toMatchObject({ ok: false, reason: 'REDIRECTED' });
  });

  it.each([201, 204, 206, 401, 403, 404, 429, 500, 503])('has status %i', async (status) => {
    const fetched = await fetchFrom((_request, response) => response.writeHead(status).end());
    expect(fetched).toMatchObject({ ok: false, reason: 'NOT_OK' });
    expect(fetched).toHaveProperty('message', expect.stringContaining(`status ${status}`));
  });

  it.each([
    ['not HTTP', 'SSH-2.0-OpenSSH_9.9\r\n'],
    ['nothing', ''],
    ['headers without an end', 'HTTP/1.1 200 OK\r\ncontent-type: text/csv\r\n'],
    ['too many bytes of headers', `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'],
  ])('is %s', async (_what, bytes) => {
    expect(await fetchRaw(bytes)).toMatchObject({ ok: false, reason: 'UNREACHABLE' });
  });
});

describe('an answer that is compressed in transfer', () => {
  it.each([
    ['content-encoding', 'gzip'],
    ['content-encoding', 'br'],
    ['content-encoding', 'identity, gzip'],
    ['transfer-encoding', 'gzip, chunked'],
  ])('is refused: %s %s', async (header, value) => {
    const fetched = await fetchFrom((_request, response) => {
      response.writeHead(200, { [header]: value }).end(gzipSync('a,b,c'));
    });
    expect(fetched).toMatchObject({ ok: false, reason: 'ENCODED' });
  });

  it('is not compressed if its encoding is identity', async () => {
    const fetched = await fetchFrom((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'Identity' }).end('a,b,c');
    });
    expect(fetched).toEqual({ ok: true, body: Buffer.from('a,b,c') });
  });
});

describe('the size of a file', () => {
  const announced = (bytes: number) => (_request: unknown, response: ServerResponse) =>
    response.writeHead(200, { 'content-length': bytes }).end('a'.repeat(bytes));

  it('may equal the limit', async () => {
    const fetched = await fetchFrom(announced(MAX_BYTES));
    expect(fetched).toMatchObject({ ok: true, body: { length: MAX_BYTES } });
  });

  it('is refused by its announced length, before its body is read', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const fetched = fetchFrom((_request, response) => {
      response.writeHead(200, { 'content-length': MAX_BYTES + 1 }).flushHeaders();
      response.on('close', resolve);
    });
    expect(await fetched).toMatchObject({ ok: false, reason: 'TOO_LARGE' });
    await closed;
  });

  it('is counted without an announced length, and the connection is closed above the limit', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const fetched = fetchFrom((_request, response) => {
      response.on('close', resolve);
      // The body never ends, so a client that reads all of it would wait forever.
      for (let i = 0; i <= MAX_BYTES; i += 100) response.write('a'.repeat(100));
    });
    expect(await fetched).toMatchObject({ ok: false, reason: 'TOO_LARGE' });
    await closed;
  });

  it.each([
    ['before its announced length', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc'],
    ['before its last chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n'],
  ])('differs from the announced length if the body is cut off %s', async (_when, bytes) => {
    expect(await fetchRaw(bytes)).toMatchObject({ ok: false, reason: 'CUT_OFF' });
  });
});
