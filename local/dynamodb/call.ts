import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { request } from '../http.ts';
import type { Json } from '../template/stack.ts';

/** `name` is DynamoDB's error code, without its namespace. */
export class DynamoDbError extends Error {
  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}

type JsonObject = { readonly [name: string]: Json };

export interface CallOptions {
  readonly api?: 'DynamoDB_20120810' | 'DynamoDBStreams_20120810';
  /** Breaks off the call. */
  readonly signal?: AbortSignal;
}

/** Any signature is accepted: dynalite checks only its format. */
const authorization =
  'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

/**
 * Makes one call of DynamoDB's JSON protocol. It uses neither the SDK nor `fetch`, because loading them takes time at every start.
 * @throws DynamoDbError
 */
export async function call(
  endpoint: string,
  operation: string,
  input: JsonObject,
  { api = 'DynamoDB_20120810', signal }: CallOptions = {},
): Promise<JsonObject> {
  const sent = request(endpoint, {
    method: 'POST',
    ...(signal !== undefined && { signal }),
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `${api}.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization,
      connection: 'close',
    },
  }).end(JSON.stringify(input));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const output = (await json(response)) as JsonObject;
  if (response.statusCode === 200) return output;
  throw new DynamoDbError(
    String(output.__type).replace(/^.*#/, ''),
    String(output.message ?? output.Message),
  );
}
