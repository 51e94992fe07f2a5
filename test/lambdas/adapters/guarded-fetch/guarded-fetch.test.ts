import type { RequestListener } from 'node:http';
import { setGlobalProxyFromEnv } from 'node:http';
import { describe, expect, it } from 'vitest';
import { guardedFetch } from '../../../../lambdas/adapters/guarded-fetch.ts';
import { selfSigned } from './certificate.ts';
import { startSite } from './site.ts';
import { HOST, limitsFor, thisMachine } from './test-network.ts';

const CSV = 'ann@example.com,Ann,Lee\n';
const sendCsv: RequestListener = (_request, response) => response.end(CSV);

describe('a fetch of an allowed host', () => {
  it('brings the file', async () => {
    await using site = await startSite(sendCsv);
    const network = thisMachine();
    const fetched = await guardedFetch(
      `http://${HOST}:${site.port}/a/users.csv?v=1#x`,
      limitsFor(site.port),
      network,
    );
    expect(fetched).toEqual({ ok: true, body: Buffer.from(CSV) });
    expect(site.requests.map(({ method, url }) => [method, url])).toEqual([['GET', '/a/users.csv?v=1']]);
    expect(network.lookups).toEqual([HOST]);
    expect(network.timers.size).toBe(0);
  });

  it('says nothing but what it wants', async () => {
    await using site = await startSite(sendCsv);
    await guardedFetch(`http://${HOST}:${site.port}/users.csv`, limitsFor(site.port), thisMachine());
    expect(site.requests[0]?.headers).toEqual({
      host: `${HOST}:${site.port}`,
      'user-agent': 'Rollcall',
      accept: 'text/csv, */*;q=0.5',
      'accept-encoding': 'identity',
      connection: 'close',
    });
  });

  it('brings an empty file', async () => {
    await using site = await startSite((_request, response) => response.end());
    const fetched = await guardedFetch(`http://${HOST}:${site.port}/`, limitsFor(site.port), thisMachine());
    expect(fetched).toEqual({ ok: true, body: Buffer.alloc(0) });
  });

  it('goes on to the next address where one is not reached', async () => {
    await using site = await startSite(sendCsv);
    const network = thisMachine({
      resolve: async () => ['::1', '127.0.0.1'],
      permits: (address) => ['::1', '127.0.0.1'].includes(address),
    });
    const fetched = await guardedFetch(`http://${HOST}:${site.port}/`, limitsFor(site.port), network);
    expect(fetched.ok).toBe(true);
  });

  it('goes through no proxy that the environment names', async () => {
    await using proxy = await startSite(sendCsv);
    await using site = await startSite(sendCsv);
    const restore = setGlobalProxyFromEnv({ http_proxy: `http://127.0.0.1:${proxy.port}` });
    try {
      await guardedFetch(`http://${HOST}:${site.port}/`, limitsFor(site.port), thisMachine());
    } finally {
      restore();
    }
    expect([proxy.connections(), site.requests.length]).toEqual([0, 1]);
  });
});

describe('a fetch by https', () => {
  const identity = selfSigned(HOST);
  const fetchFrom = (port: number, trusted: string) =>
    guardedFetch(
      `https://${HOST}:${port}/users.csv`,
      limitsFor(port),
      thisMachine({ trustedCertificates: trusted }),
    );

  it('brings the file from a host whose certificate names it', async () => {
    await using site = await startSite(sendCsv, identity);
    expect(await fetchFrom(site.port, identity.cert)).toEqual({ ok: true, body: Buffer.from(CSV) });
    expect(site.requests[0]?.socket).toHaveProperty('servername', HOST);
    expect(site.requests[0]?.headers.host).toBe(`${HOST}:${site.port}`);
  });

  it('refuses a certificate without a known authority', async () => {
    await using site = await startSite(sendCsv, identity);
    expect(await fetchFrom(site.port, selfSigned(HOST).cert)).toMatchObject({
      ok: false,
      reason: 'NOT_TRUSTED',
    });
    expect(site.requests).toEqual([]);
  });

  it('refuses a certificate with another name, also when it is trusted', async () => {
    const other = selfSigned('other.example.test');
    await using site = await startSite(sendCsv, other);
    expect(await fetchFrom(site.port, other.cert)).toMatchObject({ ok: false, reason: 'NOT_TRUSTED' });
    expect(site.requests).toEqual([]);
  });

  it('refuses a host that does not speak TLS', async () => {
    await using site = await startSite(sendCsv);
    expect(await fetchFrom(site.port, identity.cert)).toMatchObject({ ok: false, reason: 'NOT_TRUSTED' });
    expect(site.requests).toEqual([]);
  });

  it('checks the certificate, whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
    await using site = await startSite(sendCsv, identity);
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      const fetched = await fetchFrom(site.port, selfSigned(HOST).cert);
      expect(fetched).toMatchObject({ ok: false, reason: 'NOT_TRUSTED' });
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
  });
});
