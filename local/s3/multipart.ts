import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { answerRefusal, answerXml, element } from './answer-xml.ts';
import type { StoredUploads } from './stored-uploads.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html, 2026-11 */
const MAX_PART_NUMBER = 10_000;
const MAX_PARTS_LISTED = 1000;

const NO_SUCH_UPLOAD = {
  code: 'NoSuchUpload',
  status: 404,
  message:
    'The specified multipart upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
} as const;

interface Call {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
}

type Answer = (call: Call, response: ServerResponse) => Promise<void>;

/**
 * Answers ListParts, ListMultipartUploads and AbortMultipartUpload, which s3rver lacks, and refuses parts of uploads that
 * do not exist.
 */
export function createMultipart(uploads: StoredUploads, next: RequestListener): RequestListener {
  const answers: Readonly<Record<string, Answer>> = {
    listParts: ({ bucket, key, query }, response) => listParts(uploads, { bucket, key, query }, response),
    listUploads: ({ bucket, query }, response) => listUploads(uploads, bucket, query, response),
    abort: async ({ bucket, query }, response) => {
      await uploads.remove(bucket, query.get('uploadId') ?? '');
      response.writeHead(204).end();
    },
  };
  return (request, response) => {
    const call = readCall(request);
    const name = operationOf(call);
    if (name === undefined) return next(request, response);
    check(uploads, name, call)
      .then(async (refusal) => {
        if (refusal !== undefined) {
          request.resume();
          return answerRefusal(response, refusal);
        }
        await (answers[name]?.(call, response) ?? next(request, response));
      })
      .catch(() =>
        answerRefusal(response, {
          code: 'InternalError',
          status: 500,
          message: 'We encountered an internal error.',
        }),
      );
  };
}

function readCall({ method = 'GET', url = '/' }: IncomingMessage): Call {
  const { pathname, searchParams: query } = new URL(url, 'http://s3');
  const [, bucket = '', ...key] = pathname.split('/');
  return { method, bucket, key: decodeURIComponent(key.join('/')), query };
}

function operationOf({ method, key, query }: Call): string | undefined {
  if (key === '') return method === 'GET' && query.has('uploads') ? 'listUploads' : undefined;
  if (!query.has('uploadId')) return undefined;
  return { GET: 'listParts', DELETE: 'abort', PUT: 'uploadPart' }[method];
}

async function check(uploads: StoredUploads, operation: string, { bucket, key, query }: Call) {
  if (operation === 'listUploads') return undefined;
  if (operation === 'uploadPart' && !isPartNumber(query.get('partNumber') ?? ''))
    return {
      code: 'InvalidArgument',
      status: 400,
      message: `Part number must be an integer between 1 and ${MAX_PART_NUMBER}, inclusive`,
    };
  const upload = await uploads.find(bucket, query.get('uploadId') ?? '', key);
  return upload === undefined ? NO_SUCH_UPLOAD : undefined;
}

function isPartNumber(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= MAX_PART_NUMBER;
}

async function listParts(
  uploads: StoredUploads,
  { bucket, key, query }: Omit<Call, 'method'>,
  response: ServerResponse,
): Promise<void> {
  const uploadId = query.get('uploadId') ?? '';
  const after = Number(query.get('part-number-marker') ?? 0);
  const most = Math.min(Number(query.get('max-parts') ?? MAX_PARTS_LISTED), MAX_PARTS_LISTED);
  const later = (await uploads.parts(bucket, uploadId)).filter(({ number }) => number > after);
  const page = later.slice(0, most);
  const parts = page.map(
    ({ number, bytes, etag, modifiedAt }) =>
      `<Part>${element('PartNumber', number)}${element('LastModified', modifiedAt.toISOString())}${element('ETag', `"${etag}"`)}${element('Size', bytes)}</Part>`,
  );
  const isTruncated = page.length < later.length;
  answerXml(
    response,
    200,
    `<ListPartsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${[
      element('Bucket', bucket),
      element('Key', key),
      element('UploadId', uploadId),
      element('PartNumberMarker', after),
      ...(isTruncated ? [element('NextPartNumberMarker', page.at(-1)?.number ?? after)] : []),
      element('MaxParts', most),
      element('IsTruncated', isTruncated),
      ...parts,
    ].join('')}</ListPartsResult>`,
  );
}

/** All uploads in one page: there are few on one machine. */
async function listUploads(
  uploads: StoredUploads,
  bucket: string,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const prefix = query.get('prefix') ?? '';
  const found = (await uploads.list(bucket)).filter(({ key }) => key.startsWith(prefix));
  const each = found.map(
    ({ key, uploadId, startedAt }) =>
      `<Upload>${element('Key', key)}${element('UploadId', uploadId)}${element('Initiated', startedAt.toISOString())}</Upload>`,
  );
  answerXml(
    response,
    200,
    `<ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${element('Bucket', bucket)}${element('Prefix', prefix)}${element('IsTruncated', false)}${each.join('')}</ListMultipartUploadsResult>`,
  );
}
