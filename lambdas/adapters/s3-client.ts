import { S3Client } from '@aws-sdk/client-s3';
import { awsClientConfig } from './aws-client-config.ts';

let client: S3Client | undefined;

/** The client that all adapters of a process share: with one of its own, each would open connections of its own. */
export function s3Client(): S3Client {
  client ??= new S3Client(awsClientConfig());
  return client;
}
