import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';

/** One statement, as short to write as it is to read. */
export function allow(actions: readonly string[], resources: readonly string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: [...actions], resources: [...resources] });
}

/** `verbs` such as `GetItem` on the table itself; on its indexes only where an index is named. */
export function onTable(table: dynamodb.Table, ...verbs: readonly string[]): iam.PolicyStatement {
  return allow(
    verbs.map((verb) => `dynamodb:${verb}`),
    [table.tableArn],
  );
}

/** `Query` on one index of the table. */
export function onIndex(table: dynamodb.Table, index: string): iam.PolicyStatement {
  return allow(['dynamodb:Query'], [`${table.tableArn}/index/${index}`]);
}

/** All executions of a state machine: `:*` for its own, `/*` for the children of its Distributed Maps. */
export function executionsOf(stateMachine: sfn.StateMachine, suffix: ':*' | '/*'): string {
  return Stack.of(stateMachine).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${stateMachine.stateMachineName}${suffix}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/**
 * Objects under `prefix`, whole or in ranges, in the version that was asked for. Without permission to list the
 * bucket, S3 answers 403 for a missing object; a deleted file must be distinguished from a missing permission.
 */
export function readObjects(bucket: s3.Bucket, ...prefixes: readonly string[]): iam.PolicyStatement[] {
  const objects = prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`));
  return [
    allow(['s3:GetObject', 's3:GetObjectVersion'], objects),
    allow(['s3:ListBucket'], [bucket.bucketArn]),
  ];
}

/** Sets tags of objects under `prefix`, in whichever version; what `readObjects` says of objects that are not there. */
export function tagObjects(bucket: s3.Bucket, prefix: string): iam.PolicyStatement[] {
  return [
    allow(['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], [bucket.arnForObjects(`${prefix}*`)]),
    allow(['s3:ListBucket'], [bucket.bucketArn]),
  ];
}

/** Deletes objects under `prefix`. */
export function deleteObjects(bucket: s3.Bucket, ...prefixes: readonly string[]): iam.PolicyStatement {
  return allow(
    ['s3:DeleteObject'],
    prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`)),
  );
}

/** Puts objects, in one part or in many: a multipart upload that fails is taken back. */
export function writeObjects(bucket: s3.Bucket, ...prefixes: readonly string[]): iam.PolicyStatement {
  const objects = prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`));
  return allow(['s3:PutObject', 's3:AbortMultipartUpload'], objects);
}

/** Deletes the parts of a multipart upload that was given up. */
export function abortUploads(bucket: s3.Bucket, prefix: string): iam.PolicyStatement {
  return allow(['s3:AbortMultipartUpload'], [bucket.arnForObjects(`${prefix}*`)]);
}

/** Lists the parts of a multipart upload that have arrived. */
export function listParts(bucket: s3.Bucket, prefix: string): iam.PolicyStatement {
  return allow(['s3:ListMultipartUploadParts'], [bucket.arnForObjects(`${prefix}*`)]);
}
