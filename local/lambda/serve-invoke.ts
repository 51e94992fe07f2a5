import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createServer } from '../http.ts';
import { listen } from '../listen.ts';
import { LambdaError } from './lambda-error.ts';

interface InvokeOptions {
  readonly invoke: (functionName: string, payload: unknown) => Promise<unknown>;
  /** For an invocation without an answer. @throws if there is no such function */
  readonly invokeLater: (functionName: string, payload: unknown) => void;
}

/**
 * Serves Lambda's Invoke for functions and other processes on this machine, as the SDK calls it. An error of the
 * function is in the body and is marked by a header. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html, 2026-11.
 */
export async function serveInvoke(options: InvokeOptions): Promise<{ server: Server; endpoint: string }> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => refuse(response, 500, String(error)));
  });
  return { server, endpoint: await listen(server, 0) };
}

async function answer(
  { invoke, invokeLater }: InvokeOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const [, encoded] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(path) ?? [];
  if (request.method !== 'POST' || encoded === undefined)
    return refuse(response, 404, 'only POST /2015-03-31/functions/<name>/invocations is supported here');
  const kind = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (kind !== 'RequestResponse' && kind !== 'Event')
    return refuse(response, 400, `only RequestResponse and Event are supported here, found ${kind}`);
  const body = await text(request);
  try {
    const payload: unknown = body === '' ? null : JSON.parse(body);
    if (kind === 'Event') {
      invokeLater(decodeURIComponent(encoded), payload);
      response.writeHead(202).end();
      return;
    }
    const result = await invoke(decodeURIComponent(encoded), payload);
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
