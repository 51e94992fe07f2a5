import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Json } from '../template/stack.ts';
import { exceededLimit, type IndexKeys } from './limits.ts';
import { StreamsError } from './streams-api.ts';

/** Answers an operation of DynamoDB Streams. @throws StreamsError */
export type StreamsApi = (operation: string, input: { readonly [name: string]: Json }) => Promise<unknown>;

const STREAMS_TARGET = /^DynamoDBStreams_20120810\./;

/**
 * Puts the check of limits.ts in front of dynalite: a request that exceeds one is refused as DynamoDB refuses it. Requests
 * about streams do not reach dynalite.
 */
export function putInFront(
  server: Server,
  indexKeysOf: (table: string) => IndexKeys,
  streams: StreamsApi,
): void {
  const [handle] = server.listeners('request');
  if (handle === undefined) throw new Error('the DynamoDB server has no request handler');
  server.removeAllListeners('request');
  server.on('request', async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request).catch(() => undefined);
    // The client has disconnected.
    if (body === undefined) return;
    const target = String(request.headers['x-amz-target']);
    if (STREAMS_TARGET.test(target))
      return void answerStreams(response, streams(target.replace(STREAMS_TARGET, ''), parse(body) ?? {}));
    const refusal = refusalOf(request, body, indexKeysOf);
    if (refusal === undefined) handle(replayed(request, body), response);
    else refuse(response, refusal);
  });
}

function refusalOf(
  { headers }: IncomingMessage,
  body: Buffer,
  indexKeysOf: (table: string) => IndexKeys,
): string | undefined {
  const operation = String(headers['x-amz-target']).replace(/^.*\./, '');
  const input = parse(body);
  return input && exceededLimit(operation, input, indexKeysOf);
}

/** @returns undefined for malformed JSON, which dynalite refuses */
function parse(body: Buffer): { readonly [name: string]: Json } | undefined {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A copy of the request whose body can be read again. dynalite uses only the method, URL, headers and body. */
function replayed({ method, url, headers }: IncomingMessage, body: Buffer): IncomingMessage {
  return Object.assign(Readable.from([body]), { method, url, headers }) as IncomingMessage;
}

const JSON_1_0 = { 'content-type': 'application/x-amz-json-1.0' };

async function answerStreams(response: ServerResponse, answer: Promise<unknown>): Promise<void> {
  try {
    const body = JSON.stringify(await answer);
    response.writeHead(200, JSON_1_0).end(body);
  } catch (error) {
    const code = error instanceof StreamsError ? error.name : 'InternalServerError';
    response.writeHead(code === 'InternalServerError' ? 500 : 400, JSON_1_0);
    response.end(
      JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message: String(error) }),
    );
  }
}

function refuse(response: ServerResponse, message: string): void {
  response.writeHead(400, JSON_1_0);
  response.end(JSON.stringify({ __type: 'com.amazon.coral.validate#ValidationException', message }));
}
