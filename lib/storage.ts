import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, type RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IMPORTS_PREFIX, WORK_PREFIX } from '../lambdas/contracts/object-prefixes.ts';
import {
  OLD_VERSION_DAYS,
  RETENTION_DAYS,
  RETENTION_TAG,
  WORK_DAYS,
} from '../lambdas/contracts/retention.ts';
import { PRIVATE } from './private-bucket.ts';

export interface StorageProps {
  readonly retentionDays: number;
  readonly removalPolicy: RemovalPolicy;
}

/** No upload that still goes on is this old. */
const ABANDONED_UPLOAD_DAYS = 2;

/** The two buckets: what senders bring, and what imports leave. */
export class Storage extends Construct {
  readonly uploads: s3.Bucket;
  readonly results: s3.Bucket;

  constructor(scope: Construct, id: string, { retentionDays, removalPolicy }: StorageProps) {
    super(scope, id);
    const abandoned: s3.LifecycleRule = {
      id: 'abandoned-multipart-uploads',
      abortIncompleteMultipartUploadAfter: Duration.days(ABANDONED_UPLOAD_DAYS),
    };
    const expiry = Duration.days(retentionDays);

    this.uploads = new s3.Bucket(this, 'Uploads', {
      ...PRIVATE,
      removalPolicy,
      // A file that is replaced while its import runs is still there to be read, in the version that was claimed.
      versioned: true,
      lifecycleRules: [
        { id: 'retention', expiration: expiry },
        ...retentionsOfTenants(retentionDays, { noncurrentVersionExpiration: Duration.days(1) }),
        {
          id: 'old-versions',
          noncurrentVersionExpiration: Duration.days(OLD_VERSION_DAYS),
          expiredObjectDeleteMarker: true,
        },
        abandoned,
      ],
    });
    sendEventsNatively(this.uploads);

    this.results = new s3.Bucket(this, 'Results', {
      ...PRIVATE,
      removalPolicy,
      lifecycleRules: [
        { id: 'work', prefix: WORK_PREFIX, expiration: Duration.days(WORK_DAYS) },
        { id: 'retention', prefix: IMPORTS_PREFIX, expiration: expiry },
        ...retentionsOfTenants(retentionDays, { prefix: IMPORTS_PREFIX }),
        abandoned,
      ],
    });
  }

  /** The URLs of the API are signed, so these rules only say in which pages a browser may use them. */
  allowPages(origins: readonly string[]): void {
    const allowedOrigins = [...origins];
    this.uploads.addCorsRule({
      allowedOrigins,
      allowedMethods: [s3.HttpMethods.POST, s3.HttpMethods.PUT],
      allowedHeaders: ['content-type'],
      maxAge: 3600,
    });
    this.results.addCorsRule({ allowedOrigins, allowedMethods: [s3.HttpMethods.GET], maxAge: 3600 });
  }
}

/** Of two rules that say when an object expires, S3 takes the earlier one: a tenant can only have less than the stage. */
function retentionsOfTenants(stageDays: number, rule: s3.LifecycleRule): s3.LifecycleRule[] {
  return RETENTION_DAYS.filter((days) => days < stageDays).map((days) => ({
    ...rule,
    id: `retention-${days}`,
    tagFilters: { [RETENTION_TAG]: String(days) },
    expiration: Duration.days(days),
  }));
}

/** CDK's own `eventBridgeEnabled` brings a custom resource with a Lambda and a role; CloudFormation knows a property for it. */
function sendEventsNatively(bucket: s3.Bucket): void {
  const resource = bucket.node.defaultChild as s3.CfnBucket;
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
