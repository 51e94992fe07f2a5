import type { IncomingMessage } from 'node:http';
import type { Service } from './fault.ts';

/** The API operation that a request asks for, as AWS names it. */
export function operationOf(service: Service, request: IncomingMessage, body: Buffer): string {
  if (service === 's3') return s3Operation(request);
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  return new URLSearchParams(body.toString('latin1', 0, 256)).get('Action') ?? 'SendEmail';
}

function s3Operation({ method = 'GET', url = '/' }: IncomingMessage): string {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const isBucket = !/^\/[^/]+\/./.test(pathname);
  if (isBucket) return method === 'GET' ? 'ListObjectsV2' : `${method} bucket`;
  if (searchParams.has('uploads')) return 'CreateMultipartUpload';
  if (searchParams.has('partNumber')) return 'UploadPart';
  if (searchParams.has('uploadId'))
    return method === 'DELETE' ? 'AbortMultipartUpload' : 'CompleteMultipartUpload';
  const names: Readonly<Record<string, string>> = {
    GET: 'GetObject',
    HEAD: 'HeadObject',
    PUT: 'PutObject',
    DELETE: 'DeleteObject',
  };
  return names[method] ?? method;
}
