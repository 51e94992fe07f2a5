import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import S3rver, { type S3rverRecord } from '@20minutes/s3rver';
import { credentials } from '../client-config.ts';
import type { EventBridgeEvent } from '../event-bridge/event.ts';
import { createServer } from '../http.ts';
import { closeServer, listen } from '../listen.ts';
import type { BucketPlan } from '../template/planned.ts';
import { writeObjectsAtomically } from './atomic-writes.ts';
import { checkCompletions } from './check-completion.ts';
import { createSignatures } from './check-signatures.ts';
import { createConditions } from './conditions.ts';
import { createCors } from './cors.ts';
import { createKeyLimit, splitLongNames } from './long-keys.ts';
import { createMultipart } from './multipart.ts';
import { objectEvent, POSTED_HEADER } from './object-event.ts';
import { createPostObject, type PostObjectOptions } from './post-object.ts';
import { createSequencer } from './sequencer.ts';
import { createStoredUploads } from './stored-uploads.ts';

export interface S3Options {
  /** Contains the objects as files, in one folder for each bucket. */
  readonly directory: string;
  readonly buckets: readonly Omit<BucketPlan, 'url'>[];
  readonly region: string;
  readonly accountId: string;
  readonly port: number;
  readonly now: () => Date;
  /** Called before the request is answered, so that an accepted event survives a later failure. */
  readonly onEvent: (event: EventBridgeEvent) => void;
}

export interface S3 {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Starts S3 with the template's buckets. Objects remain on disk across restarts. */
export async function startS3(options: S3Options): Promise<S3> {
  const objects = join(options.directory, 'objects');
  await mkdir(objects, { recursive: true });
  const s3rver = new S3rver({
    directory: objects,
    silent: true,
    // s3rver computes the signature of a list request differently from the SDK: createSignatures checks it.
    allowMismatchedSignatures: true,
    vhostBuckets: false,
    configureBuckets: options.buckets.map(({ name }) => ({ name })),
  });
  await writeObjectsAtomically(s3rver.store, join(options.directory, 'partial'));
  splitLongNames(s3rver.store);
  const uploads = createStoredUploads(s3rver.store);
  checkCompletions(s3rver.store, uploads);
  await s3rver.configureBuckets();
  // The response contains the error. Without a listener, Koa prints it as well.
  s3rver.on('error', () => undefined);
  const requests = new AsyncLocalStorage<IncomingMessage>();
  forwardEvents(s3rver, requests, options);
  let endpoint = '';
  const posted = randomUUID();
  const { now } = options;
  const stored = createKeyLimit(createConditions(s3rver.store, createMultipart(uploads, s3rver.callback())));
  const signed = createSignatures({ credentials, now, unless: { [POSTED_HEADER]: posted } }, stored);
  const put: PostObjectOptions['put'] = (path, body, headers) =>
    putObject(`${endpoint}${path}`, body, { ...headers, [POSTED_HEADER]: posted });
  const form = createPostObject({ secretAccessKey: credentials.secretAccessKey, now, put }, signed);
  const answer = createCors(options.buckets, form);
  const server = createServer((request, response) => requests.run(request, () => answer(request, response)));
  endpoint = await listen(server, options.port);
  return {
    endpoint,
    close: async () => {
      await closeServer(server);
      s3rver.logger.exceptions.unhandle();
      s3rver.logger.close();
    },
  };
}

/** @returns the ETag as S3 sends it, in quotes */
async function putObject(url: string, body: Buffer, headers: Record<string, string>): Promise<string> {
  const response = await fetch(url, { method: 'PUT', body: new Uint8Array(body), headers });
  if (!response.ok) throw new Error(`the object could not be stored: ${response.status}`);
  return response.headers.get('etag') ?? '';
}

function forwardEvents(
  s3rver: S3rver,
  requests: AsyncLocalStorage<IncomingMessage>,
  options: S3Options,
): void {
  const emitting = new Set(
    options.buckets.filter((bucket) => bucket.emitsEvents).map((bucket) => bucket.name),
  );
  const nextSequencer = createSequencer(options.now);
  s3rver.on('event', ({ Records }) => {
    for (const record of Records) {
      const request = requests.getStore();
      if (request === undefined || !emitting.has(record.s3.bucket.name)) continue;
      const etag = record.s3.object.eTag ?? storedEtag(s3rver, record);
      options.onEvent(objectEvent(record, request, options, { etag, sequencer: nextSequencer() }));
    }
  });
}

/** s3rver's events of copies have no ETag. Its MD5 file exists at that time. */
function storedEtag(s3rver: S3rver, { s3, eventName }: S3rverRecord): string | undefined {
  if (!eventName.startsWith('ObjectCreated')) return undefined;
  return readFileSync(s3rver.store.getResourcePath(s3.bucket.name, s3.object.key, 'object.md5'), 'utf8');
}
