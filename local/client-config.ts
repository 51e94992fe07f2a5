import type { ClientConfig } from './cloud-types.ts';

/** Any credentials would do, if only everyone used the same: s3rver knows these. */
const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } as const;

/** What an SDK client needs to speak to a service of this cloud. */
export function clientConfig(endpoint: string, region: string): ClientConfig {
  return { endpoint, region, credentials, requestChecksumCalculation: 'WHEN_REQUIRED' };
}
