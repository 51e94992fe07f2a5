import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveDistribution } from '../../../local/cloudfront/serve-distribution.ts';
import { closeServer } from '../../../local/listen.ts';
import type { DistributionPlan } from '../../../local/template/planned.ts';

const headers = { 'x-frame-options': 'DENY', 'strict-transport-security': 'max-age=31536000' };
const PLAN: DistributionPlan = {
  url: 'https://d0123456789abc.cloudfront.net',
  rootObject: undefined,
  behaviors: [
    {
      pathPattern: '/v1/*',
      origin: { kind: 'api', host: 'api.example.com', functionArn: 'Api' },
      responseHeaders: headers,
    },
    {
      pathPattern: undefined,
      origin: { kind: 'api', host: 'page.example.com', functionArn: 'Page' },
      responseHeaders: {},
    },
  ],
};

interface Event {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

describe('the stand-in of a distribution', () => {
  let served: Awaited<ReturnType<typeof serveDistribution>>;
  beforeAll(async () => {
    const invoke = async (functionName: string, payload: unknown) => ({
      statusCode: 200,
      headers: { 'x-frame-options': 'SAMEORIGIN', etag: '"1"' },
      body: JSON.stringify({ functionName, event: payload }),
    });
    served = await serveDistribution(PLAN, { invoke, files: { find: async () => undefined } });
  });
  afterAll(() => closeServer(served.server));

  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${served.endpoint}${path}`, init);
    const { functionName, event } = (await answer.json()) as { functionName: string; event: Event };
    return { answer, functionName, event };
  };

  it.each([
    ['/v1/imports', 'Api'],
    ['/v1/', 'Api'],
    ['/v1', 'Page'],
    ['/v10/imports', 'Page'],
    ['/', 'Page'],
    ['/assets/v1/x', 'Page'],
  ])('passes %s to %s', async (path, functionName) => {
    expect((await ask(path)).functionName).toBe(functionName);
  });

  it('passes the bearer, the query and the body, and the host of the origin', async () => {
    const { event } = await ask('/v1/imports?status=RUNNING&type=a%2Fb', {
      method: 'POST',
      headers: { authorization: 'Bearer rk_1', 'content-type': 'application/json', cookie: 'a=1' },
      body: '{"a":1}',
    });
    expect(event).toMatchObject({
      rawPath: '/v1/imports',
      rawQueryString: 'status=RUNNING&type=a%2Fb',
      body: '{"a":1}',
      headers: {
        authorization: 'Bearer rk_1',
        cookie: 'a=1',
        host: 'api.example.com',
        via: '1.1 rollcall.cloudfront.net (CloudFront)',
        'x-amz-cf-id': expect.any(String),
      },
    });
  });

  it('answers with the headers of its policy in place of those of the function, and keeps the others', async () => {
    const { answer } = await ask('/v1/imports');
    expect(Object.fromEntries(answer.headers)).toMatchObject({ ...headers, etag: '"1"' });
    expect((await ask('/')).answer.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  });

  it('caches nothing', async () => {
    const ids = await Promise.all([ask('/v1/x'), ask('/v1/x')]);
    expect(new Set(ids.map(({ event }) => event.headers['x-amz-cf-id'])).size).toBe(2);
  });
});
