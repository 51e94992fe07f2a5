import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createServer } from '../http.ts';
import { listen } from '../listen.ts';
import { LambdaError } from './lambda-error.ts';

type Invoke = (functionName: string, payload: unknown) => Promise<unknown>;

/**
 * Serves Lambda's Invoke (synchronous only) for other processes on this machine, as the SDK calls it. An error of the
 * function is in the body and is marked by a header. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html, 2026-11.
 */
export async function serveInvoke(invoke: Invoke): Promise<{ server: Server; endpoint: string }> {
  const server = createServer((request, response) => {
    answer(invoke, request, response).catch((error: unknown) => refuse(response, 500, String(error)));
  });
  return { server, endpoint: await listen(server, 0) };
}

async function answer(invoke: Invoke, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const [, encoded] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(path) ?? [];
  if (request.method !== 'POST' || encoded === undefined)
    return refuse(response, 404, 'only POST /2015-03-31/functions/<name>/invocations is supported here');
  const kind = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (kind !== 'RequestResponse')
    return refuse(response, 400, `only RequestResponse is supported here, found ${kind}`);
  const body = await text(request);
  try {
    const result = await invoke(decodeURIComponent(encoded), body === '' ? null : JSON.parse(body));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result ?? null));
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(response, 400, 'the payload is not JSON');
    if (!(error instanceof LambdaError)) throw error;
    const { name: errorType, errorMessage, trace } = error;
    response
      .writeHead(200, { 'content-type': 'application/json', 'x-amz-function-error': 'Unhandled' })
      .end(JSON.stringify({ errorType, errorMessage, trace }));
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}
