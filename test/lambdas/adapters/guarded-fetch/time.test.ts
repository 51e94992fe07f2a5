import { once } from 'node:events';
import { createServer, Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { guardedFetch, guardedRead } from '../../../../lambdas/adapters/guarded-fetch.ts';
import { startSite } from './site.ts';
import { HOST, limitsFor, thisMachine } from './test-network.ts';

const HEADERS_MS = limitsFor(1).headersTimeoutMs;
const TOTAL_MS = limitsFor(1).timeoutMs;
const tooSlow = { ok: false, reason: 'TOO_SLOW' };

describe('the time for the answer to begin', () => {
  it('ends the wait for the DNS server', async () => {
    const asked = Promise.withResolvers<void>();
    const resolve = () => {
      asked.resolve();
      return new Promise<string[]>(() => {});
    };
    const network = thisMachine({ resolve });
    const fetched = guardedFetch(`https://${HOST}:8443/`, limitsFor(8443), network);
    await asked.promise;
    network.timers.get(HEADERS_MS)?.();
    expect(await fetched).toMatchObject(tooSlow);
    expect(network.timers.size).toBe(0);
  });

  it('ends the wait for a connection', async () => {
    const begun = Promise.withResolvers<Socket>();
    const connect = () => {
      const socket = new Socket();
      begun.resolve(socket);
      return socket;
    };
    const network = thisMachine({ connect });
    const fetched = guardedFetch(`https://${HOST}:8443/`, limitsFor(8443), network);
    const socket = await begun.promise;
    network.timers.get(HEADERS_MS)?.();
    expect(await fetched).toMatchObject(tooSlow);
    expect(socket.destroyed).toBe(true);
  });

  it('ends the wait for TLS', async () => {
    const begun = Promise.withResolvers<Socket>();
    await using server = createServer((socket) => {
      socket.on('error', () => {});
      // The first words of the client, which get no answer.
      socket.once('data', () => begun.resolve(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const network = thisMachine();
    const fetched = guardedFetch(`https://${HOST}:${port}/`, limitsFor(port), network);
    const socket = await begun.promise;
    const closed = once(socket, 'close');
    network.timers.get(HEADERS_MS)?.();
    expect(await fetched).toMatchObject(tooSlow);
    await closed;
  });

  it('ends the wait for headers', async () => {
    const arrived = Promise.withResolvers<void>();
    await using site = await startSite(() => arrived.resolve());
    const network = thisMachine();
    const fetched = guardedFetch(`http://${HOST}:${site.port}/`, limitsFor(site.port), network);
    await arrived.promise;
    const closed = once(site.requests[0]?.socket as Socket, 'close');
    network.timers.get(HEADERS_MS)?.();
    expect(await fetched).toMatchObject(tooSlow);
    await closed;
  });

  it('is no longer than the whole time', async () => {
    const network = thisMachine({ resolve: () => new Promise(() => {}) });
    const { allowedHosts, maxBytes } = limitsFor(8443);
    const fetched = guardedFetch(
      `https://${HOST}:8443/`,
      { allowedHosts, maxBytes, timeoutMs: 3000 },
      network,
    );
    expect([...network.timers.keys()]).toEqual([3000]);
    network.timers.get(3000)?.();
    expect(await fetched).toMatchObject(tooSlow);
  });
});

describe('the time for the whole file', () => {
  it('ends a body that trickles, and what was read of it is not kept', async () => {
    await using site = await startSite((_request, response) => response.write('a,b,c\n'));
    const network = thisMachine();
    const begun = Promise.withResolvers<void>();
    const read = async (body: AsyncIterable<Buffer>) => {
      for await (const _piece of body) begun.resolve();
      return 'the whole file';
    };
    const fetched = guardedRead(`http://${HOST}:${site.port}/`, limitsFor(site.port), read, network);
    await begun.promise;
    expect([...network.timers.keys()]).toEqual([TOTAL_MS]);
    network.timers.get(TOTAL_MS)?.();
    expect(await fetched).toMatchObject(tooSlow);
    expect(network.timers.size).toBe(0);
  });
});

describe('a reader of the body', () => {
  const site = () => startSite((_request, response) => response.end('a'.repeat(2000)));

  it('gets it piece by piece, and what it makes of it is the result', async () => {
    await using source = await site();
    const count = async (body: AsyncIterable<Buffer>) => {
      let total = 0;
      for await (const { length } of body) total += length;
      return total;
    };
    const fetched = await guardedRead(
      `http://${HOST}:${source.port}/`,
      limitsFor(source.port, 2000),
      count,
      thisMachine(),
    );
    expect(fetched).toEqual({ ok: true, body: 2000 });
  });

  it.each([
    ['swallows', async () => 'all well'],
    [
      'replaces',
      async () => {
        throw new Error('the upload failed');
      },
    ],
  ])('cannot hide that the file is too large: it %s the error', async (_what, afterwards) => {
    const read = async (body: AsyncIterable<Buffer>) => {
      await Array.fromAsync(body).catch(() => {});
      return afterwards();
    };
    // Chunked, since an announced length would be refused before.
    await using chunked = await startSite((_request, response) => {
      response.write('a'.repeat(2000));
      response.end();
    });
    const fetched = await guardedRead(
      `http://${HOST}:${chunked.port}/`,
      limitsFor(chunked.port),
      read,
      thisMachine(),
    );
    expect(fetched).toMatchObject({ ok: false, reason: 'TOO_LARGE' });
  });

  it('has its own errors passed through', async () => {
    await using source = await site();
    const read = async () => {
      throw new Error('the table is away');
    };
    const reading = guardedRead(
      `http://${HOST}:${source.port}/`,
      limitsFor(source.port, 2000),
      read,
      thisMachine(),
    );
    await expect(reading).rejects.toThrow('the table is away');
  });

  it('may stop before the end', async () => {
    const endless = () => startSite((_request, response) => response.write('first\n'));
    await using source = await endless();
    const read = async (body: AsyncIterable<Buffer>) => {
      for await (const piece of body) return piece.toString();
      return '';
    };
    const network = thisMachine();
    const fetched = await guardedRead(
      `http://${HOST}:${source.port}/`,
      limitsFor(source.port),
      read,
      network,
    );
    expect(fetched).toEqual({ ok: true, body: 'first\n' });
  });
});
