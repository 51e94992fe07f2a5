import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FilesOrigin } from '../template/planned.ts';
import { createCompress, encodingFor } from './compress.ts';
import type { StoredFile, StoredFiles } from './stored-files.ts';

interface FileRequest {
  readonly origin: FilesOrigin;
  readonly rootObject: string | undefined;
  readonly responseHeaders: Readonly<Record<string, string>>;
}

export type ServeFile = (
  asked: FileRequest,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

type Headers = Readonly<Record<string, string | number>>;

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body?: Buffer | string;
}

/** Answers as CloudFront does in front of a bucket. */
export function createServeFile(files: StoredFiles): ServeFile {
  const compress = createCompress();

  async function find({ origin, rootObject = '' }: FileRequest, request: IncomingMessage): Promise<Answer> {
    if (!METHODS.includes(request.method ?? '')) return { status: 403, headers: {} };
    const key = keyOf(request.url ?? '/', rootObject);
    const file = key === undefined ? undefined : await files.find(origin.bucket, key);
    return file === undefined
      ? { status: 404, headers: { 'content-type': 'application/xml' }, body: NO_SUCH_KEY }
      : answerFile(file, origin, request);
  }

  async function answerFile(
    file: StoredFile,
    { compresses }: FilesOrigin,
    request: IncomingMessage,
  ): Promise<Answer> {
    const part = partOf(file, request);
    const mayCompress = compresses && part === undefined;
    const encoding = mayCompress ? encodingFor(file, request.headers['accept-encoding']) : undefined;
    const headers = headersOf(file, compresses, encoding);
    if (isNotModified(file, request)) return { status: 304, headers };
    if (part !== undefined) return answerPart(file, part, headers);
    const body = encoding === undefined ? file.body : await compress(file, encoding);
    return { status: 200, headers: { ...headers, 'content-length': body.length }, body };
  }

  return async (asked, request, response) => {
    const { status, headers, body } = await find(asked, request);
    response.writeHead(status, { ...headers, ...asked.responseHeaders });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

/** Those of the behavior. */
const METHODS = ['GET', 'HEAD'];

const NO_SUCH_KEY =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>';

/** @returns undefined for a path that no key can have */
function keyOf(url: string, rootObject: string): string | undefined {
  const [path = '/'] = url.split('?');
  try {
    return path === '/' ? rootObject : decodeURIComponent(path.slice(1));
  } catch {
    return undefined;
  }
}

function headersOf(
  { etag, lastModified, contentType, cacheControl }: StoredFile,
  compresses: boolean,
  encoding: string | undefined,
): Headers {
  return {
    'content-type': contentType,
    'last-modified': lastModified.toUTCString(),
    'accept-ranges': 'bytes',
    ...(cacheControl !== undefined && { 'cache-control': cacheControl }),
    ...(compresses && { vary: 'accept-encoding' }),
    // The strong ETag names the bytes as they are stored.
    ...(encoding === undefined ? { etag } : { etag: `W/${etag}`, 'content-encoding': encoding }),
  };
}

/** If-None-Match is compared weakly, and decides before If-Modified-Since. */
function isNotModified({ etag, lastModified }: StoredFile, { headers }: IncomingMessage): boolean {
  const known = headers['if-none-match'];
  if (known !== undefined)
    return known.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')));
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return Math.floor(lastModified.getTime() / 1000) * 1000 <= since;
}

type Part = 'unsatisfiable' | { readonly first: number /** Included. */; readonly last: number };

/** @returns undefined for no range, several ranges, another unit, or a wrong one: the whole file is sent */
function partOf({ body }: StoredFile, { headers }: IncomingMessage): Part | undefined {
  // The file may be another one: whether it is, is not compared here.
  if (headers['if-range'] !== undefined) return undefined;
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  const size = body.length;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return first >= size || first > last ? 'unsatisfiable' : { first, last };
}

function answerPart({ body }: StoredFile, part: Part, headers: Headers): Answer {
  if (part === 'unsatisfiable')
    return { status: 416, headers: { 'content-range': `bytes */${body.length}`, 'content-length': 0 } };
  const { first, last } = part;
  const bytes = body.subarray(first, last + 1);
  const range = `bytes ${first}-${last}/${body.length}`;
  return {
    status: 206,
    headers: { ...headers, 'content-range': range, 'content-length': bytes.length },
    body: bytes,
  };
}
