import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import type { Segment } from '../contracts/collected.ts';
import { RollcallError } from '../runtime/errors.ts';
import { type PartLimits, type Piece, planParts } from './plan-parts.ts';

const MiB = 1024 ** 2;

/**
 * S3 accepts 10,000 parts of 5 MiB to 5 GiB, the last one may be smaller
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html). Smaller parts than 5 GiB are copied in parallel.
 */
const LIMITS: PartLimits = { minBytes: 5 * MiB, maxBytes: 512 * MiB };
const CONCURRENCY = 8;

export interface ComposedObject {
  readonly bucket: string;
  readonly key: string;
  readonly contentType: string;
  /** In the same bucket; not empty. */
  readonly segments: readonly Segment[];
}

type Target = { readonly Bucket: string; readonly Key: string; readonly UploadId: string | undefined };

/**
 * Makes one object of segments. Segments of 5 MiB and more are copied inside S3. The object appears when it is complete;
 * each call has a multipart upload of its own, so that two calls at once cannot mix their parts.
 */
export async function composeObject(
  client: S3Client,
  { bucket: Bucket, key: Key, contentType: ContentType, segments }: ComposedObject,
): Promise<void> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType }));
  const target: Target = { Bucket, Key, UploadId };
  try {
    const Parts = await uploadParts(client, target, planParts(segments, LIMITS));
    await client.send(new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts } }));
  } catch (error) {
    // The bucket's lifecycle removes what this leaves behind.
    await client.send(new AbortMultipartUploadCommand(target)).catch(() => undefined);
    throw error;
  }
}

/** Uploads parts, several at a time. Returns them by number. */
async function uploadParts(client: S3Client, target: Target, plan: readonly (readonly Piece[])[]) {
  const parts: { ETag: string | undefined; PartNumber: number }[] = [];
  const queue = plan.entries();
  const worker = async () => {
    for (const [index, pieces] of queue) {
      const PartNumber = index + 1;
      parts[index] = { ETag: await uploadPart(client, target, PartNumber, pieces), PartNumber };
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return parts;
}

async function uploadPart(
  client: S3Client,
  target: Target,
  PartNumber: number,
  pieces: readonly Piece[],
): Promise<string | undefined> {
  const [first, ...others] = pieces;
  if (first !== undefined && others.length === 0 && first.end - first.start >= LIMITS.minBytes) {
    const answer = await client.send(
      new UploadPartCopyCommand({
        ...target,
        PartNumber,
        CopySource: `${target.Bucket}/${first.key}`,
        CopySourceRange: rangeOf(first),
      }),
    );
    return answer.CopyPartResult?.ETag;
  }
  const Body = Buffer.concat(await Promise.all(pieces.map((piece) => readPiece(client, target, piece))));
  return (await client.send(new UploadPartCommand({ ...target, PartNumber, Body }))).ETag;
}

async function readPiece(client: S3Client, { Bucket }: Target, piece: Piece): Promise<Uint8Array> {
  const answer = await client.send(new GetObjectCommand({ Bucket, Key: piece.key, Range: rangeOf(piece) }));
  const bytes = (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
  const expected = piece.end - piece.start;
  if (bytes.length === expected) return bytes;
  throw new RollcallError('TruncatedBody', `the range has ${expected} bytes, S3 gave ${bytes.length}`);
}

function rangeOf({ start, end }: Piece): string {
  return `bytes=${start}-${end - 1}`;
}
