declare module '@20minutes/s3rver' {
  import type { EventEmitter } from 'node:events';
  import type { RequestListener } from 'node:http';

  interface S3rverRecord {
    readonly eventName: string;
    readonly requestParameters: { readonly sourceIPAddress: string };
    readonly responseElements: { readonly 'x-amz-request-id': string };
    readonly s3: {
      readonly bucket: { readonly name: string };
      readonly object: { readonly key: string; readonly size?: number; readonly eTag?: string };
    };
  }

  export interface CompletedPart {
    readonly number: number;
    /** Without quotes. */
    readonly etag: string;
  }

  interface S3rverStore {
    putObjectMultipart(
      bucket: string,
      uploadId: string,
      parts: readonly CompletedPart[],
    ): Promise<{ readonly size: number; readonly md5: string }>;
    deleteObject(bucket: string, key: string): Promise<void>;
    getResourcePath(bucket: string, key: string | undefined, resource: string): string;
    /** `etag` includes its quotes. Rejects with ENOENT if there is no such object. */
    getMetadata(bucket: string, key: string): Promise<{ readonly etag: string }>;
    /** Streams content to a file; resolves to size in bytes and MD5 in hex. */
    putContent(objectPath: string, content: Buffer | NodeJS.ReadableStream): Promise<[number, string]>;
  }

  export default class S3rver extends EventEmitter {
    constructor(options: {
      directory: string;
      silent?: boolean;
      allowMismatchedSignatures?: boolean;
      vhostBuckets?: boolean;
      configureBuckets?: readonly { name: string; configs?: readonly string[] }[];
    });
    readonly store: S3rverStore;
    readonly logger: { close(): void; exceptions: { unhandle(): void } };
    callback(): RequestListener;
    configureBuckets(): Promise<void>;
    on(event: 'event', listener: (event: { readonly Records: readonly S3rverRecord[] }) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
  }
}

declare module '@20minutes/s3rver/lib/models/error.js' {
  /** s3rver answers it with the status of its code. */
  export default class S3Error extends Error {
    constructor(code: string, message: string);
  }
}
