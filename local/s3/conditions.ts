import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { S3rverStore } from '@20minutes/s3rver';

/**
 * s3rver ignores If-Match, and If-None-Match on writes. Both are answered here, before it: a worker that reads a range
 * of an object that was replaced must fail as it would on AWS.
 */
export function createConditions(store: S3rverStore, next: RequestListener): RequestListener {
  return (request, response) => {
    const conditions = readConditions(request);
    if (conditions === undefined) return next(request, response);
    void currentEtag(store, request).then((etag) => {
      if (holds(conditions, etag)) return next(request, response);
      refuse(request, response, etag);
    });
  };
}

interface Conditions {
  readonly match: string | undefined;
  readonly noneMatch: string | undefined;
}

function readConditions({ method, headers }: IncomingMessage): Conditions | undefined {
  const match = headers['if-match'];
  // On a read, s3rver answers If-None-Match itself (304).
  const noneMatch = method === 'PUT' || method === 'POST' ? headers['if-none-match'] : undefined;
  return match === undefined && noneMatch === undefined ? undefined : { match, noneMatch };
}

const unquote = (etag: string): string => etag.trim().replaceAll('"', '');

function holds({ match, noneMatch }: Conditions, etag: string | undefined): boolean {
  const isOneOf = (list: string): boolean =>
    etag !== undefined && (list.trim() === '*' || list.split(',').some((item) => unquote(item) === etag));
  // A read of an object that is not there is NoSuchKey, not a failed condition: let s3rver say so.
  if (match !== undefined && etag !== undefined && !isOneOf(match)) return false;
  return noneMatch === undefined || !isOneOf(noneMatch);
}

async function currentEtag(store: S3rverStore, request: IncomingMessage): Promise<string | undefined> {
  try {
    const [, bucket = '', ...key] = new URL(request.url ?? '/', 'http://s3').pathname.split('/');
    return unquote((await store.getMetadata(bucket, decodeURIComponent(key.join('/')))).etag);
  } catch {
    return undefined;
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, etag: string | undefined): void {
  request.resume();
  const condition = request.headers['if-match'] === undefined ? 'If-None-Match' : 'If-Match';
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>PreconditionFailed</Code><Message>At least one of the pre-conditions you specified did not hold</Message><Condition>${condition}</Condition></Error>`;
  response.writeHead(412, { 'content-type': 'application/xml', ...(etag ? { etag: `"${etag}"` } : {}) });
  response.end(request.method === 'HEAD' ? undefined : body);
}
