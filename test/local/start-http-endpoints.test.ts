import { describe, expect, it, onTestFinished } from 'vitest';
import { LOCAL_ISSUER } from '../../lambdas/contracts/issuer.ts';
import { startHttpEndpoints } from '../../local/start-http-endpoints.ts';
import type { Plan } from '../../local/template/planned.ts';

const API = 'https://abc.execute-api.eu-central-1.amazonaws.com';
const FRONT = 'https://d0123456789abc.cloudfront.net';
const BUCKET = 'https://uploads.s3.eu-central-1.amazonaws.com';
const S3 = 'http://127.0.0.1:9000';
const ISSUER = 'http://127.0.0.1:9001';

const PLAN = {
  buckets: [{ name: 'uploads', url: BUCKET }],
  bucketDeployments: [],
  httpEndpoints: [{ functionArn: 'it', url: API }],
  distributions: [
    {
      url: FRONT,
      rootObject: undefined,
      behaviors: [
        {
          pathPattern: undefined,
          origin: { kind: 'api', host: 'api', functionArn: 'it' },
          responseHeaders: { 'content-security-policy': `connect-src 'self' ${BUCKET} ${LOCAL_ISSUER}` },
        },
      ],
    },
  ],
} as unknown as Plan;

async function start() {
  const closes: (() => Promise<void>)[] = [];
  onTestFinished(async () => void (await Promise.all(closes.map((close) => close()))));
  const invoke = async () => ({ statusCode: 204 });
  const options = {
    plan: PLAN,
    invoke,
    endpoints: { s3: S3, issuer: ISSUER },
    page: undefined,
    port: undefined,
  };
  return startHttpEndpoints(options, ({ close }) => closes.push(close));
}

describe('the HTTP endpoints of a cloud', () => {
  it('replace the addresses of the template, wherever in a text', async () => {
    const localize = await start();
    expect((await fetch(localize(API))).status).toBe(204);
    expect((await fetch(localize(FRONT))).status).toBe(204);
    expect(localize(`${FRONT}/v1 ${FRONT}/ x`)).toBe(`${localize(FRONT)}/v1 ${localize(FRONT)}/ x`);
    expect(localize('https://example.com')).toBe('https://example.com');
  });

  it('replace the buckets and the issuer that a policy of headers names by those of this machine', async () => {
    const { headers } = await fetch((await start())(FRONT));
    expect(headers.get('content-security-policy')).toBe(`connect-src 'self' ${S3} ${ISSUER}`);
  });
});
