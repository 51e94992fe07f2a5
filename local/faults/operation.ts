import type { IncomingMessage } from 'node:http';
import type { Service } from './fault.ts';

/** The name of the API operation of a request. */
export function operationOf(service: Service, request: IncomingMessage, body: Buffer): string {
  if (service === 's3') return s3Operation(request);
  if (service === 'lambda') return 'Invoke';
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  return new URLSearchParams(body.toString('latin1', 0, 256)).get('Action') ?? 'SendEmail';
}

const UPLOAD_OPERATIONS: Readonly<Record<string, string>> = {
  GET: 'ListParts',
  POST: 'CompleteMultipartUpload',
  DELETE: 'AbortMultipartUpload',
};

function s3Operation({ method = 'GET', url = '/', headers }: IncomingMessage): string {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const isBucket = !/^\/[^/]+\/./.test(pathname);
  if (isBucket) return method === 'GET' ? 'ListObjectsV2' : `${method} bucket`;
  if (searchParams.has('tagging')) return method === 'PUT' ? 'PutObjectTagging' : `${method} tagging`;
  if (searchParams.has('uploads')) return 'CreateMultipartUpload';
  if (searchParams.has('partNumber'))
    return headers['x-amz-copy-source'] === undefined ? 'UploadPart' : 'UploadPartCopy';
  if (searchParams.has('uploadId')) return UPLOAD_OPERATIONS[method] ?? method;
  const names: Readonly<Record<string, string>> = {
    GET: 'GetObject',
    HEAD: 'HeadObject',
    PUT: 'PutObject',
    DELETE: 'DeleteObject',
  };
  return names[method] ?? method;
}

/**
 * The resources that a request names: `bucket` or `bucket/key`, `table` or `table/index/name`, an ARN of Step Functions, the
 * name of an event bus, a queue, or a function.
 * Empty for a request with a task token and for a mail.
 */
export function resourcesOf(service: Service, request: IncomingMessage, body: Buffer): readonly string[] {
  if (service === 'ses') return [];
  if (service === 's3')
    // The path of a bucket may end with a slash.
    return [
      decodeURIComponent(new URL(request.url ?? '/', 'http://s3').pathname).replace(
        /^\/|(?<=^\/[^/]+)\/$/g,
        '',
      ),
    ];
  if (service === 'lambda') return [decodeURIComponent((request.url ?? '').split('/')[3] ?? '')];
  const input = JSON.parse(body.toString()) as NamedResources;
  if (service === 'eventBridge')
    return [...new Set((input.Entries ?? []).map(({ EventBusName }) => EventBusName))];
  if (service === 'sqs') return [input.QueueUrl?.split('/').at(-1) ?? ''];
  if (service === 'stepFunctions')
    return [input.stateMachineArn ?? input.executionArn].filter((arn) => arn !== undefined);
  if (input.TableName === undefined) return Object.keys(input.RequestItems ?? {});
  return [input.IndexName === undefined ? input.TableName : `${input.TableName}/index/${input.IndexName}`];
}

interface NamedResources {
  readonly stateMachineArn?: string;
  readonly executionArn?: string;
  readonly Entries?: readonly { readonly EventBusName: string }[];
  readonly QueueUrl?: string;
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
}
