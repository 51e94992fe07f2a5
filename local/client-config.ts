import type { ClientConfig } from './cloud-types.ts';

/** All clients must use the same credentials. These are the ones that s3rver has built in. */
export const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } as const;

/** The configuration with which an SDK client calls a service of this cloud. */
export function clientConfig(endpoint: string, region: string): ClientConfig {
  return { endpoint, region, credentials, requestChecksumCalculation: 'WHEN_REQUIRED' };
}
