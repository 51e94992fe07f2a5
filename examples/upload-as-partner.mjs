// Uploads a file as a partner: node upload-as-partner.mjs <bucket> <tenant> <import type> <file> [<request id>]
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

const { positionals } = parseArgs({ allowPositionals: true });
const [bucket, tenant, importType, file, requestId = `${basename(file ?? '')}-${Date.now()}`] = positionals;
if (file === undefined) throw new Error('expected <bucket> <tenant> <import type> <file>');

const key = `partners/${tenant}/${importType}/${basename(file)}`;
const upload = new Upload({
  // The credentials and the region come from the environment. Checksums are left out for the S3 of one machine.
  client: new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' }),
  params: {
    Bucket: bucket,
    Key: key,
    Body: createReadStream(file),
    Metadata: { 'rollcall-request-id': requestId },
  },
});
const { ETag } = await upload.done();
console.log(JSON.stringify({ key, etag: ETag, requestId }));
