import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { S3rverRecord } from '@20minutes/s3rver';
import type { EventBridgeEvent } from '../event-bridge/event.ts';

/** Marks the PUT that stores the file of a browser's form (post-object.ts). */
export const POSTED_HEADER = 'x-rollcall-posted';

/** The `reason` field of the event for a request: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
function reasonOf(request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): string {
  if (request.method === 'DELETE') return 'DeleteObject';
  if (request.headers[POSTED_HEADER] !== undefined) return 'POST Object';
  if (request.method === 'PUT') return request.headers['x-amz-copy-source'] ? 'CopyObject' : 'PutObject';
  return new URL(request.url ?? '', 'http://s3').searchParams.has('uploadId')
    ? 'CompleteMultipartUpload'
    : 'POST Object';
}

/**
 * The event for an object that was created or deleted. The key is not URL-encoded, unlike in S3's own notifications.
 * @param etag without quotes
 * @param sequencer increases with every event of the same key
 */
export function objectEvent(
  record: S3rverRecord,
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  place: { readonly region: string; readonly accountId: string; readonly now: () => Date },
  { etag, sequencer }: { readonly etag: string | undefined; readonly sequencer: string },
): EventBridgeEvent {
  const created = record.eventName.startsWith('ObjectCreated');
  const { name } = record.s3.bucket;
  const { key, size = 0 } = record.s3.object;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': created ? 'Object Created' : 'Object Deleted',
    source: 'aws.s3',
    account: place.accountId,
    time: place
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z'),
    region: place.region,
    resources: [`arn:aws:s3:::${name}`],
    detail: {
      version: '0',
      bucket: { name },
      object: created ? { key, size, etag: etag ?? '', sequencer } : { key, sequencer },
      'request-id': record.responseElements['x-amz-request-id'],
      requester: place.accountId,
      'source-ip-address': record.requestParameters.sourceIPAddress.replace(/^::ffff:/, ''),
      reason: reasonOf(request),
      ...(created ? {} : { 'deletion-type': 'Permanently Deleted' }),
    },
  };
}
