import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { createServer } from '../http.ts';
import { listen } from '../listen.ts';
import { LambdaError } from './lambda-error.ts';
import { maxPayloadBytes } from './messages.ts';

export type Invoke = (functionName: string, payload: unknown) => Promise<unknown>;

/** Content types of bodies that Lambda passes as text. All others are encoded in base64. */
const TEXTUAL = /^(text\/|application\/(json|javascript|xml)(;|$))/i;

/** Where a request goes, and which headers replace those of the request and of the answer. */
export interface Route {
  readonly functionArn: string;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  readonly responseHeaders?: Readonly<Record<string, string>>;
}

/**
 * Serves a function's URL without authorization (AuthType NONE). Each request becomes an invocation with payload format
 * 2.0. https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html, 2026-11.
 */
export async function serveFunctionUrl(
  functionArn: string,
  invoke: Invoke,
): Promise<{ server: Server; endpoint: string }> {
  const server = createServer((request, response) => {
    void answerRoute({ functionArn }, invoke, request, response);
  });
  return { server, endpoint: await listen(server, 0) };
}

/** Answers a request with the result of the function. */
export async function answerRoute(
  route: Route,
  invoke: Invoke,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await answer(route, invoke, request, response);
  } catch (error) {
    // Like Lambda: the response does not contain the error of the function.
    const status = error instanceof LambdaError ? 502 : 500;
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end('{"Message":"Internal Server Error"}');
  }
}

async function answer(
  { functionArn, requestHeaders, responseHeaders }: Route,
  invoke: Invoke,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const body = await buffer(request);
  if (body.length > maxPayloadBytes) {
    response
      .writeHead(413, { 'content-type': 'application/json' })
      .end('{"Message":"Request Entity Too Large"}');
    return;
  }
  const result = await invoke(functionArn, eventOf(request, body, requestHeaders));
  const { statusCode, headers, text } = readResult(result);
  response.writeHead(statusCode, { ...headers, ...responseHeaders }).end(text);
}

function eventOf(request: IncomingMessage, body: Buffer, replaced: Route['requestHeaders'] = {}) {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const headers: Record<string, string | undefined> = Object.fromEntries(
    Object.entries({ ...request.headers, ...replaced }).map(([name, value]) => [
      name,
      [value].flat().join(','),
    ]),
  );
  const isText = TEXTUAL.test(headers['content-type'] ?? '');
  const now = new Date();
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(url.search === '' ? {} : { queryStringParameters: Object.fromEntries(url.searchParams) }),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'local',
      domainName: headers.host,
      domainPrefix: 'local',
      http: {
        method: request.method,
        path: url.pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress,
        userAgent: headers['user-agent'],
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

interface HttpResult {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** A result without a status code is the JSON body of a response with status 200. */
function readResult(result: unknown) {
  const json = { 'content-type': 'application/json' };
  if (typeof result !== 'object' || result === null || !('statusCode' in result))
    return { statusCode: 200, headers: json, text: JSON.stringify(result ?? null) };
  const { statusCode, headers = {}, body = '', isBase64Encoded } = result as HttpResult;
  return {
    statusCode,
    headers: { ...json, ...headers },
    text: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
}
