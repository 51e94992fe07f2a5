import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { S3rverStore } from '@20minutes/s3rver';

/**
 * s3rver ignores If-Match, and If-None-Match on writes. Both are checked here before s3rver handles the request, because a
 * worker that reads a range of a replaced object must fail as on AWS.
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
  // On a read, s3rver itself handles If-None-Match (304).
  const noneMatch = method === 'PUT' || method === 'POST' ? headers['if-none-match'] : undefined;
  return match === undefined && noneMatch === undefined ? undefined : { match, noneMatch };
}

const unquote = (etag: string): string => etag.trim().replaceAll('"', '');

function holds({ match, noneMatch }: Conditions, etag: string | undefined): boolean {
  const isOneOf = (list: string): boolean =>
    etag !== undefined && (list.trim() === '*' || list.split(',').some((item) => unquote(item) === etag));
  // A read of an absent object is NoSuchKey, not a failed condition. s3rver answers it.
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
