import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { createGuardedPost } from '../../../../lambdas/adapters/guarded-post.ts';
import { readWebhookUrl } from '../../../../lambdas/core/network/webhook-url.ts';
import { startSite } from './site.ts';
import { HOST, testNetwork, thisMachine } from './test-network.ts';

const MESSAGE = { headers: { 'webhook-id': 'evt_1' }, body: '{"type":"webhook.test"}' };

describe('a message to an endpoint', () => {
  it('is one POST with its headers and its body', async () => {
    const bodies: string[] = [];
    await using site = await startSite(async (request, response) => {
      bodies.push(await text(request));
      response.writeHead(202).end('thank you');
    });
    const post = createGuardedPost('loopback', thisMachine());
    expect(await post(`http://${HOST}:${site.port}/a?b=c`, MESSAGE)).toEqual({ ok: true, status: 202 });
    const [request] = site.requests;
    expect(request).toMatchObject({ method: 'POST', url: '/a?b=c' });
    expect(request?.headers).toMatchObject({
      host: `${HOST}:${site.port}`,
      'content-type': 'application/json',
      'webhook-id': 'evt_1',
      'user-agent': 'Rollcall',
    });
    expect(bodies).toEqual([MESSAGE.body]);
  });

  it('says how long the endpoint asks to wait', async () => {
    await using site = await startSite((_request, response) => {
      response.writeHead(503, { 'retry-after': '120' }).end();
    });
    const post = createGuardedPost('loopback', thisMachine());
    const busy = { ok: true, status: 503, retryAfter: '120' };
    expect(await post(`http://${HOST}:${site.port}/`, MESSAGE)).toEqual(busy);
  });

  it('follows no redirect', async () => {
    await using site = await startSite((_request, response) => {
      response.writeHead(307, { location: `http://${HOST}:${site.port}/elsewhere` }).end();
    });
    const post = createGuardedPost('loopback', thisMachine());
    expect(await post(`http://${HOST}:${site.port}/`, MESSAGE)).toEqual({ ok: true, status: 307 });
    expect(site.requests).toHaveLength(1);
  });

  it('reads no body of an answer, however long it is', async () => {
    await using site = await startSite((_request, response) => {
      response.writeHead(200, { 'content-length': 1e12 });
      response.write('x'.repeat(1000));
    });
    const post = createGuardedPost('loopback', thisMachine());
    expect(await post(`http://${HOST}:${site.port}/`, MESSAGE)).toEqual({ ok: true, status: 200 });
  });

  it('is given up when there is no answer in time', async () => {
    const arrived = Promise.withResolvers<void>();
    await using site = await startSite(() => arrived.resolve());
    const network = thisMachine();
    const posted = createGuardedPost('loopback', network)(`http://${HOST}:${site.port}/`, MESSAGE);
    await arrived.promise;
    network.timers.get(10_000)?.();
    expect(await posted).toEqual({ ok: false, reason: 'TOO_SLOW' });
  });

  it.each([
    ['private', ['10.0.0.1']],
    ['of the metadata service', ['169.254.169.254']],
    ['of this machine', ['127.0.0.1']],
    ['partly private', ['93.184.215.14', '192.168.0.1']],
    ['private, in IPv6', ['fd00:ec2::254']],
  ])('is not sent to a host whose address is %s', async (_, addresses) => {
    const network = testNetwork([addresses]);
    const posted = await createGuardedPost('public', network)(`https://${HOST}/`, MESSAGE);
    expect(posted).toEqual({ ok: false, reason: 'ADDRESS_NOT_PUBLIC' });
    expect(network.targets).toEqual([]);
  });

  it('is not sent without TLS', async () => {
    const network = thisMachine();
    expect(await createGuardedPost('public', network)(`http://${HOST}/`, MESSAGE)).toEqual({
      ok: false,
      reason: 'URL_NOT_ALLOWED',
    });
    expect(network.lookups).toEqual([]);
  });

  it('is refused for a host that does not accept a connection, and for an answer that is not HTTP', async () => {
    await using site = await startSite((request) => request.socket.end('not HTTP\r\n\r\n'));
    const post = createGuardedPost('loopback', thisMachine());
    expect(await post(`http://${HOST}:${site.port}/`, MESSAGE)).toEqual({ ok: false, reason: 'UNREACHABLE' });
    expect(await post(`http://${HOST}:9/`, MESSAGE)).toEqual({ ok: false, reason: 'UNREACHABLE' });
  });
});

describe('the address of an endpoint', () => {
  it.each([
    ['https://example.com/hook', 'public', true],
    ['https://example.com:8443/hook?tenant=a', 'public', true],
    ['http://example.com/hook', 'public', false],
    ['http://localhost:8080/hook', 'loopback', true],
    ['https://user:password@example.com/', 'public', false],
    ['https://2130706433/', 'public', false],
    ['https://0x7f.1/', 'public', false],
    ['https://[::1]/', 'public', false],
    ['file:///etc/passwd', 'loopback', false],
    ['javascript:alert(1)', 'loopback', false],
    ['https://example.com/#fragment', 'public', false],
    [`https://example.com/${'a'.repeat(2100)}`, 'public', false],
    ['', 'public', false],
  ] as const)('%s, where %s hosts are allowed: %s', (url, hosts, isOk) => {
    expect(readWebhookUrl(url, hosts).ok).toBe(isOk);
  });
});
