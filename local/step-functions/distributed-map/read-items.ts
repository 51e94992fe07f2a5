import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ItemSource } from '../interpreter/distributed-map-job.ts';
import type { Json } from '../language/json.ts';
import { StatesError } from '../language/states-error.ts';

/**
 * Reads the items of a Map Run. An object in S3 is read as a stream, but all items are held in memory, because the
 * tolerated percentage refers to their number.
 * @throws StatesError States.ItemReaderFailed if the object does not exist or does not match InputType
 */
export async function readItems(s3: S3Client, source: ItemSource, signal: AbortSignal): Promise<Json[]> {
  if (source.kind === 'array') return source.items;
  const { bucket, key, inputType, maxItems } = source;
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }), {
      abortSignal: signal,
    });
    if (!(Body instanceof Readable)) throw new Error('the object has no body');
    return inputType === 'JSONL'
      ? await readLines(Body, maxItems)
      : (await readArray(Body)).slice(0, maxItems);
  } catch (error) {
    const { name, message } = error as Error;
    throw new StatesError(
      'States.ItemReaderFailed',
      `Attempting to read s3://${bucket}/${key}: ${name}: ${message}`,
    );
  }
}

async function readLines(body: Readable, maxItems: number): Promise<Json[]> {
  const items: Json[] = [];
  for await (const line of linesOf(body)) {
    if (items.length >= maxItems) break;
    if (line.trim() !== '') items.push(parseLine(line, items.length));
  }
  return items;
}

/** Lines end with LF or CRLF. An interrupted stream throws, so that the list is never incomplete. */
async function* linesOf(body: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const text of body.setEncoding('utf8')) {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

function parseLine(line: string, index: number): Json {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`item ${index} is not a line of JSON`);
  }
}

async function readArray(body: Readable): Promise<Json[]> {
  const value = await json(body);
  if (Array.isArray(value)) return value;
  throw new Error('the object is not a JSON array');
}
