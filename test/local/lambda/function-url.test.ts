import { describe, expect, it, onTestFinished } from 'vitest';
import { serveFunctionUrl } from '../../../local/lambda/serve-function-url.ts';
import { closeServer } from '../../../local/listen.ts';
import { startFunctions } from './function-under-test.ts';

/** Serves a function. @returns its URL */
async function served(code: string): Promise<string> {
  const lambda = await startFunctions({ it: { code } });
  const { server, endpoint } = await serveFunctionUrl('it', lambda.invoke);
  onTestFinished(() => closeServer(server));
  return endpoint;
}

const ECHO = 'export const handler = async (event) => event;';

describe('the URL of a function', () => {
  it('converts a request to an event with payload format 2.0', async () => {
    const url = await served(ECHO);
    const answer = await fetch(`${url}/a%20b/c?x=1&y=%C3%A5`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json; charset=utf-8', 'X-Own': 'One' },
      body: '{"name":"Ærø"}',
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/a%20b/c',
      rawQueryString: 'x=1&y=%C3%A5',
      queryStringParameters: { x: '1', y: 'å' },
      headers: { 'x-own': 'One', 'content-type': 'application/json; charset=utf-8' },
      requestContext: { http: { method: 'PUT', path: '/a%20b/c', sourceIp: '127.0.0.1' } },
      body: '{"name":"Ærø"}',
      isBase64Encoded: false,
    });
  });

  it.each([
    [
      'bytes come in base64',
      { method: 'POST', headers: { 'content-type': 'image/png' }, body: 'abc' },
      'YWJj',
      true,
    ],
    ['no body is none', { method: 'GET' }, undefined, false],
  ])('%s', async (_, request, body, isBase64Encoded) => {
    const answer = await fetch(await served(ECHO), request);
    const event = (await answer.json()) as { readonly body?: string; readonly isBase64Encoded: boolean };
    expect([event.body, event.isBase64Encoded]).toEqual([body, isBase64Encoded]);
  });

  it.each([
    [
      'a status with headers and text',
      '{ statusCode: 418, headers: { "x-a": "b" }, body: "tea" }',
      418,
      'tea',
    ],
    ['bytes', '{ statusCode: 200, body: "YWJj", isBase64Encoded: true }', 200, 'abc'],
    ['a value without a status', '[1]', 200, '[1]'],
    ['nothing', 'undefined', 200, 'null'],
  ])('answers %s', async (_, result, status, text) => {
    const answer = await fetch(await served(`export const handler = async () => (${result});`));
    expect([answer.status, await answer.text()]).toEqual([status, text]);
  });

  it('hides the error of the function', async () => {
    const answer = await fetch(
      await served('export const handler = async () => { throw new Error("secret"); };'),
    );
    expect([answer.status, await answer.text()]).toEqual([502, '{"Message":"Internal Server Error"}']);
  });

  it('refuses a body that is too large for Lambda', async () => {
    const answer = await fetch(await served(ECHO), { method: 'POST', body: 'x'.repeat(6 * 1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
  });
});
