import { GetObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { s3Client } from './s3-client.ts';

export interface DownloadRequest {
  readonly bucket: string;
  readonly key: string;
  /** The name under which a browser saves the file. */
  readonly fileName: string;
  readonly seconds: number;
}

export interface UploadRequest {
  readonly bucket: string;
  readonly key: string;
  /** The file has exactly this size. */
  readonly bytes: number;
  /** User metadata, without the prefix `x-amz-meta-`. ASCII. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly seconds: number;
}

/** A form that a browser sends, with the file as its last field `file`. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** URLs of S3 that are valid without credentials, for a short time. */
export interface PresignedUrls {
  download(request: DownloadRequest): Promise<string>;
  /** S3 refuses another key, size or metadata than those of the request. */
  upload(request: UploadRequest): Promise<UploadForm>;
}

const CONTENT_TYPE = 'application/octet-stream';

export function createS3PresignedUrls(client = s3Client()): PresignedUrls {
  return {
    download: ({ bucket, key, fileName, seconds }) =>
      getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          // The results bucket contains what strangers wrote: a browser must save it and not show it.
          ResponseContentDisposition: attachment(fileName),
        }),
        { expiresIn: seconds },
      ),
    upload: ({ bucket, key, bytes, metadata, seconds }) =>
      createPresignedPost(client, {
        Bucket: bucket,
        Key: key,
        Fields: {
          'Content-Type': CONTENT_TYPE,
          ...Object.fromEntries(
            Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]),
          ),
        },
        Conditions: [
          ['content-length-range', bytes, bytes],
          ['eq', '$Content-Type', CONTENT_TYPE],
          ...Object.entries(metadata).map(([name, value]): ['eq', string, string] => [
            'eq',
            `$x-amz-meta-${name}`,
            value,
          ]),
        ],
        Expires: seconds,
      }),
  };
}

/** RFC 6266: a plain name for old clients, and the exact one in UTF-8. */
function attachment(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w. -]/g, '_');
  const exact = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
