import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CREATIONS } from '../../client/connect.ts';
import { MissingOperation, NotRollcall, Unreachable } from '../../client/errors.ts';
import { createRollcallClient, type FollowOptions, type ImportView } from '../../client/rollcall-client.ts';
import { openApiText } from '../../scripts/docs/api-page.ts';

const API = 'https://api.example.com/v1';
const ID = 'imp_01kakr5e3h0000000000000000';

type Answer = Response | (() => Response | Promise<Response>);

/** A client whose requests get these answers, one after another. */
function clientOf(answers: readonly Answer[], bearer: string | (() => string) = 'rk_demo_1') {
  const requests: Request[] = [];
  const waits: number[] = [];
  const asked: number[] = [];
  const client = createRollcallClient({
    api: API,
    bearer,
    async fetch(request) {
      const answer = answers[requests.length];
      requests.push(request);
      if (answer === undefined) throw new Error(`no answer for ${request.method} ${request.url}`);
      return typeof answer === 'function' ? answer() : answer;
    },
    onWait: (seconds) => asked.push(seconds),
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      waits.push(ms);
    },
  });
  return { client, requests, waits, asked };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

const problem = (kind: string, status: number, headers: Record<string, string> = {}) =>
  json(
    { type: `urn:rollcall:problem:${kind}`, title: 'x', status, detail: 'Do this.', requestId: 'r' },
    status,
    {
      'content-type': 'application/problem+json',
      ...headers,
    },
  );

const view = (stage: ImportView['stage'], recordsDone = 0) =>
  ({ id: ID, stage, progress: { records: 9, recordsDone } }) as ImportView;

const unchanged = () => new Response(null, { status: 304 });

describe('the client', () => {
  it('sends the bearer with each request, and asks for it each time', async () => {
    const tokens = ['rcs_one', 'rcs_two'];
    const { client, requests } = clientOf(
      [json({ imports: [] }), json({ imports: [] })],
      () => tokens.shift() ?? '',
    );
    await client.listImports({ status: 'COMPLETED', limit: 5 });
    await client.listImports();
    expect(requests.map(({ url }) => url)).toEqual([
      `${API}/imports?status=COMPLETED&limit=5`,
      `${API}/imports`,
    ]);
    expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer rcs_one',
      'Bearer rcs_two',
    ]);
  });

  it.each([
    ['seconds', '7', 7],
    ['no header', undefined, 1],
    ['a header that is neither seconds nor a date', 'soon', 1],
    ['a date that has passed', 'Wed, 21 Oct 2015 07:28:00 GMT', 1],
    ['a time that is longer than anyone waits', '86400', 60],
  ])('waits when it is asked to: %s', async (_, retryAfter, seconds) => {
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
    const { client, waits, asked, requests } = clientOf([
      problem('too-many-requests', 429, headers),
      json({ id: ID, status: 'QUEUED' }, 202),
    ]);
    await client.cancelImport(ID);
    expect({ waits, asked }).toEqual({ waits: [seconds * 1000], asked: [seconds] });
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  it('sends the body again when a creation was refused for its rate', async () => {
    const { client, requests } = clientOf([problem('too-many-requests', 429), json({ id: ID }, 201)]);
    await client.createImport({ importType: 'participants', fileName: 'a.csv', bytes: 3 });
    expect(await requests[1]?.json()).toEqual({ importType: 'participants', fileName: 'a.csv', bytes: 3 });
  });

  it('gives up when it is refused again and again', async () => {
    const refused = clientOf(Array.from({ length: 11 }, () => problem('too-many-requests', 429)));
    await expect(refused.client.listImports()).rejects.toMatchObject({ kind: 'too-many-requests' });
  });

  const lost = (code?: string) => () =>
    Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('lost'), { code }) }));
  const file = { importType: 'participants', fileName: 'a.csv', bytes: 3 };

  it.each<[string, Answer]>([
    ['the connection breaks', lost('ECONNRESET')],
    ['a browser only says that it failed', lost()],
    ['the function fails', problem('internal-error', 500)],
    ['nothing behind the address answers', new Response(null, { status: 504 })],
    [
      'the first request is still being answered',
      problem('idempotency-key-in-use', 409, { 'retry-after': '1' }),
    ],
  ])('repeats a creation with the same key when %s', async (_, failure) => {
    const { client, requests } = clientOf([failure, json({ id: ID }, 201), json({ id: ID }, 201)]);
    expect(await client.createImport(file)).toEqual({ id: ID });
    await client.createImport(file);
    const [first, again, other] = requests.map(({ headers }) => headers.get('idempotency-key'));
    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(await requests[1]?.json()).toEqual(file);
  });

  it('does not repeat what has no key, and what has not reached a server', async () => {
    for (const [answer, request] of [
      [lost('ECONNRESET'), 'cancelImport'],
      [lost('ECONNREFUSED'), 'getImport'],
      [lost('CERT_HAS_EXPIRED'), 'getImport'],
    ] as const) {
      const { client, requests } = clientOf([answer]);
      await expect(client[request](ID)).rejects.toBeInstanceOf(Unreachable);
      expect(requests).toHaveLength(1);
      expect(requests[0]?.headers.has('idempotency-key')).toBe(false);
    }
  });

  it('gives up when answers are lost again and again', async () => {
    const { client, requests } = clientOf(Array.from({ length: 5 }, () => lost('ECONNRESET')));
    await expect(client.createImport(file)).rejects.toBeInstanceOf(Unreachable);
    expect(requests).toHaveLength(4);
  });

  it('sends a key with each operation that creates something with each call', () => {
    const paths: Record<string, Record<string, { responses: object }>> = JSON.parse(openApiText()).paths;
    const creations = Object.entries(paths).filter(([, { post }]) => '201' in (post?.responses ?? {}));
    expect([...CREATIONS].sort()).toEqual(creations.map(([path]) => path).sort());
  });

  it('tells a resource that does not exist from an operation that the server does not have', async () => {
    const document = (paths: object) => json({ info: { version: '0.0.9' }, paths });
    const path = '/v1/imports/{importId}';
    const missing = clientOf([problem('not-found', 404), document({ [path]: { get: {} } })]);
    await expect(missing.client.getImport(ID)).rejects.toMatchObject({
      kind: 'not-found',
      message: 'Do this.',
    });
    for (const paths of [{}, { [`${path}/resume`]: { get: {} } }]) {
      const older = clientOf([problem('method-not-allowed', 405), document(paths)]);
      await expect(older.client.resumeImport(ID)).rejects.toThrow(
        new MissingOperation(`POST ${path}/resume`, '0.0.9'),
      );
    }
  });

  it.each<[string, Response]>([
    ['a web page', new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    [
      'an error of another service',
      new Response('<Error/>', { status: 403, headers: { 'content-type': 'text/xml' } }),
    ],
    ['JSON that is no problem', json({ message: 'Forbidden' }, 403)],
    ['a problem of another service', json({ type: 'about:blank', status: 404, detail: '' }, 404)],
    ['a redirect to nowhere', new Response(null, { status: 300 })],
  ])('says that the address is not an API of Rollcall when it gets %s', async (_, response) => {
    const answers = Array.from({ length: 4 }, () => () => response.clone());
    await expect(clientOf(answers).client.listImports()).rejects.toBeInstanceOf(NotRollcall);
  });

  it.each<[string, Response]>([
    ['CloudFront', new Response('<html>', { status: 504, headers: { 'content-type': 'text/html' } })],
    ['API Gateway that is too busy', json({ message: 'Service Unavailable' }, 503)],
    ['API Gateway whose function failed', json({ message: 'Internal Server Error' }, 500)],
    ['API Gateway that throttles', json({ message: 'Too Many Requests' }, 429)],
    ['something without a word', new Response(null, { status: 502 })],
  ])('says that the API is not available now when it gets an error of %s', async (_, response) => {
    const answers = Array.from({ length: 40 }, () => () => response.clone());
    await expect(clientOf(answers).client.listImports()).rejects.toMatchObject({
      name: 'Unavailable',
      status: response.status,
    });
  });

  it('names the code of the platform when nothing answers', async () => {
    const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const fails = () => Promise.reject(new TypeError('fetch failed', { cause }));
    const error = await clientOf([fails])
      .client.listImports()
      .catch((one: unknown) => one);
    expect(error).toBeInstanceOf(Unreachable);
    expect(error).toMatchObject({ url: 'https://api.example.com', code: 'ECONNREFUSED' });
  });
});

describe('followImport', () => {
  const follow = async (answers: readonly Answer[], options: FollowOptions = {}) => {
    const stages: string[] = [];
    const { client, requests, waits } = clientOf(answers);
    const seen = await client.followImport(ID, { onChange: ({ stage }) => stages.push(stage), ...options });
    const tags = requests.map(({ headers }) => headers.get('if-none-match'));
    return { seen, stages, tags, waits };
  };

  it('asks with the tag of the last answer, reports changes only, and ends with the import', async () => {
    const { seen, stages, tags, waits } = await follow([
      json(view('inspecting'), 200, { etag: '"a"' }),
      unchanged(),
      unchanged(),
      json(view('importing', 4), 200, { etag: '"b"' }),
      unchanged(),
      json(view('ended', 9), 200, { etag: '"c"' }),
    ]);
    expect(stages).toEqual(['inspecting', 'importing', 'ended']);
    expect(tags).toEqual([null, '"a"', '"a"', '"a"', '"b"', '"b"']);
    expect(waits).toEqual([1000, 1000, 1000, 1000, 1000]);
    expect(seen.progress.recordsDone).toBe(9);
  });

  it('ends by a condition that became true without a change', async () => {
    let calls = 0;
    const until = () => ++calls === 2;
    const { seen } = await follow([json(view('notifying'), 200, { etag: '"a"' }), unchanged()], { until });
    expect(seen.stage).toBe('notifying');
  });

  it('stops when its signal is aborted', async () => {
    const stopped = new AbortController();
    const answers = [json(view('importing')), () => Promise.reject(new Error('not asked'))];
    const running = follow(answers, {
      signal: stopped.signal,
      onChange: () => stopped.abort(new Error('left')),
    });
    await expect(running).rejects.toThrow('left');
  });
});

it('client/ imports nothing that browsers do not have', () => {
  const sources = readdirSync('client').filter((name) => name.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(3);
  const outside = sources.flatMap((name) =>
    [...readFileSync(join('client', name), 'utf8').matchAll(/from '([^']+)'/g)]
      .map(([, from = '']) => from)
      .filter((from) => from !== 'openapi-fetch' && !from.startsWith('./')),
  );
  expect(outside).toEqual([]);
});
