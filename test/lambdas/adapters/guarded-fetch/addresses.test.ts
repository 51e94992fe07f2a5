import { connect, Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { guardedFetch } from '../../../../lambdas/adapters/guarded-fetch.ts';
import { startSite } from './site.ts';
import { HOST, limitsFor, testNetwork, thisMachine } from './test-network.ts';

const PUBLIC = '93.184.215.14';

/** No server listens at this address. */
const refusing = () => new Socket().destroy(new Error('connect ECONNREFUSED'));

describe('a host whose addresses are not all public', () => {
  it.each([
    ['loopback', ['127.0.0.1']],
    ['loopback further on', ['127.8.9.10']],
    ['private, 10', ['10.0.0.1']],
    ['private, 172', ['172.31.255.255']],
    ['private, 192', ['192.168.1.1']],
    ['of a carrier', ['100.64.0.1']],
    ['link-local', ['169.254.1.1']],
    ['the metadata service', ['169.254.169.254']],
    ['the metadata service, mapped', ['::ffff:169.254.169.254']],
    ['the metadata service, mapped, in hexadecimal', ['::ffff:a9fe:a9fe']],
    ['the metadata service behind NAT64', ['64:ff9b::a9fe:a9fe']],
    ['the metadata service in 6to4', ['2002:a9fe:a9fe::']],
    ['the metadata service, IPv6', ['fd00:ec2::254']],
    ['unspecified', ['0.0.0.0']],
    ['unspecified, IPv6', ['::']],
    ['loopback, IPv6', ['::1']],
    ['link-local, IPv6', ['fe80::1']],
    ['link-local, IPv6, with its interface', ['fe80::1%eth0']],
    ['unique local', ['fc00::1']],
    ['one public, one private', [PUBLIC, '10.0.0.1']],
    ['one private, one public', ['10.0.0.1', PUBLIC]],
    ['one public, one loopback of IPv6', [PUBLIC, '::1']],
    ['no address at all', ['files.example.com']],
  ])('is not connected to: %s', async (_what, addresses) => {
    const network = testNetwork([addresses], { connect: refusing });
    const fetched = await guardedFetch(`https://${HOST}:8443/`, limitsFor(8443), network);
    expect(fetched).toMatchObject({ ok: false, reason: 'ADDRESS_NOT_PUBLIC' });
    expect(network.targets).toEqual([]);
  });

  it('is not reached when it is this machine', async () => {
    await using site = await startSite((_request, response) => response.end());
    const network = testNetwork([['127.0.0.1']]);
    const fetched = await guardedFetch(`http://${HOST}:${site.port}/`, limitsFor(site.port), network);
    expect(fetched).toMatchObject({ ok: false, reason: 'ADDRESS_NOT_PUBLIC' });
    expect(site.connections()).toBe(0);
  });

  it('is refused in words that name no address', async () => {
    const fetched = await guardedFetch(`https://${HOST}:8443/`, limitsFor(8443), testNetwork([['10.1.2.3']]));
    expect(JSON.stringify(fetched)).not.toContain('10.1.2.3');
  });
});

describe('a DNS server that changes its mind', () => {
  it('is asked once: the connection goes to the address that was checked', async () => {
    await using site = await startSite((_request, response) => response.end());
    const network = testNetwork([[PUBLIC], ['127.0.0.1']], { connect: refusing });
    const fetched = await guardedFetch(`http://${HOST}:${site.port}/`, limitsFor(site.port), network);
    expect(fetched).toMatchObject({ ok: false, reason: 'UNREACHABLE' });
    expect(network.lookups).toEqual([HOST]);
    expect(network.targets).toEqual([{ host: HOST, port: site.port, addresses: [PUBLIC] }]);
    expect(site.connections()).toBe(0);
  });

  it('gains nothing when a connection does go elsewhere: nothing is sent over it', async () => {
    await using site = await startSite((_request, response) => response.end());
    const network = testNetwork([[PUBLIC]], { connect: () => connect(site.port, '127.0.0.1') });
    const fetched = await guardedFetch(`http://${HOST}:${site.port}/`, limitsFor(site.port), network);
    expect(fetched).toMatchObject({ ok: false, reason: 'ADDRESS_NOT_PUBLIC' });
    expect(site.requests).toEqual([]);
  });

  it('gains nothing either when that address would be allowed, but was not among its answers', async () => {
    await using site = await startSite((_request, response) => response.end());
    const network = testNetwork([[PUBLIC]], {
      permits: () => true,
      connect: () => connect(site.port, '127.0.0.1'),
    });
    const fetched = await guardedFetch(`http://${HOST}:${site.port}/`, limitsFor(site.port), network);
    expect(fetched).toMatchObject({ ok: false, reason: 'ADDRESS_NOT_PUBLIC' });
    expect(site.requests).toEqual([]);
  });
});

describe('the address at the other end', () => {
  it('is judged again', async () => {
    await using site = await startSite((_request, response) => response.end());
    const judged: string[] = [];
    const network = thisMachine({ permits: (address) => judged.push(address) === 1 });
    const fetched = await guardedFetch(`http://${HOST}:${site.port}/`, limitsFor(site.port), network);
    expect(fetched).toMatchObject({ ok: false, reason: 'ADDRESS_NOT_PUBLIC' });
    expect(judged).toEqual(['127.0.0.1', '127.0.0.1']);
    expect(site.requests).toEqual([]);
  });
});

describe('a host that leads nowhere', () => {
  it('has no address', async () => {
    const fetched = await guardedFetch(`https://${HOST}:8443/`, limitsFor(8443), testNetwork([[]]));
    expect(fetched).toMatchObject({ ok: false, reason: 'HOST_UNKNOWN' });
  });

  it('is not known to the DNS server', async () => {
    const resolve = async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    };
    const fetched = await guardedFetch(
      `https://${HOST}:8443/`,
      limitsFor(8443),
      testNetwork([], { resolve }),
    );
    expect(fetched).toMatchObject({ ok: false, reason: 'HOST_UNKNOWN' });
  });

  it('takes no connection', async () => {
    const gone = await startSite(() => {});
    await gone[Symbol.asyncDispose]();
    const fetched = await guardedFetch(`http://${HOST}:${gone.port}/`, limitsFor(gone.port), thisMachine());
    expect(fetched).toMatchObject({ ok: false, reason: 'UNREACHABLE' });
  });
});

describe('a URL that may not be fetched', () => {
  it.each([
    ['file:///etc/passwd', 'SCHEME_NOT_ALLOWED'],
    ['ftp://files.example.test/users.csv', 'SCHEME_NOT_ALLOWED'],
    ['gopher://files.example.test/', 'SCHEME_NOT_ALLOWED'],
    ['data:text/csv,a', 'MALFORMED_PATH'],
    ['https://me:secret@files.example.test:8443/', 'CREDENTIALS_IN_URL'],
    ['https://files.example.test:8443@127.0.0.1/', 'CREDENTIALS_IN_URL'],
    ['http://2130706433:8443/', 'ADDRESS_IN_URL'],
    ['https://files.example.test.:8443/', 'HOST_NOT_ALLOWED'],
    ['https://files.example.test/', 'HOST_NOT_ALLOWED'],
    ['https://files.example.test:22/', 'HOST_NOT_ALLOWED'],
  ])('is not even looked up: %s', async (url, reason) => {
    const network = thisMachine();
    expect(await guardedFetch(url, limitsFor(8443), network)).toMatchObject({ ok: false, reason });
    expect([network.lookups, network.targets]).toEqual([[], []]);
  });
});
