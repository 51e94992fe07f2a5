/** Ports of S3: see ports.ts. */
import { createS3MultipartUploads } from '../adapters/s3-multipart-uploads.ts';
import { createS3ObjectEraser } from '../adapters/s3-object-eraser.ts';
import { createS3ObjectReads } from '../adapters/s3-object-reads.ts';
import { createS3ObjectStore } from '../adapters/s3-object-store.ts';
import { createS3ObjectTags } from '../adapters/s3-object-tags.ts';
import { createS3PresignedUrls } from '../adapters/s3-presigned-urls.ts';

export const objectEraser = () => createS3ObjectEraser();
export const objects = () => createS3ObjectStore();
export const objectReads = () => createS3ObjectReads();
export const tags = () => createS3ObjectTags();
export const presign = () => createS3PresignedUrls();
export const multipart = () => createS3MultipartUploads();
