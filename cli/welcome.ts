import type { Cloud } from '../local/cloud-types.ts';
import { lineToType } from './program/command-line.ts';

/** A running cloud, as `start --json` prints it. */
export interface StartedCloud {
  readonly endpoints: Cloud['endpoints'];
  readonly outputs: Cloud['outputs'];
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export function startedCloud(cloud: Cloud): StartedCloud {
  const { region, credentials } = cloud.clientConfig('s3');
  const { endpoints, outputs } = cloud;
  return { endpoints, outputs, region, credentials };
}

/** The same for a person, with a line that drops a file into the cloud. */
export function describeCloud(
  { endpoints, outputs, region, credentials }: StartedCloud,
  state: string,
): string {
  const { accessKeyId, secretAccessKey } = credentials;
  const bucket = outputs.UploadsBucketName;
  const key = 'partners/demo/participants/participants.csv';
  const facts = [
    ['S3', endpoints.s3],
    ['DynamoDB', endpoints.dynamodb],
    ['Step Functions', endpoints.stepFunctions],
    ['SES', endpoints.ses],
    ['Inbox', `${endpoints.inbox}  (a page with all e-mails)`],
    ['Uploads bucket', `${bucket}  (partners/<tenant>/<import type>/<name>; other keys are not imported)`],
    ['Results bucket', `${outputs.ResultsBucketName}`],
    ['Members API', `${outputs.GroupMembersApiUrl}api/v1/en_US/user  (docs/group-members-api.md)`],
  ] as const;
  return [
    'Rollcall is running. In another terminal, type:',
    '',
    `  ${lineToType(['import', 'examples/participants.csv'], state)}`,
    `  ${lineToType(['list'], state)}`,
    '',
    ...facts.map(([name, value]) => `  ${name.padEnd(16)}${value}`),
    '',
    'Upload a file without this command, with curl:',
    '',
    `  curl --aws-sigv4 aws:amz:${region}:s3 --user ${accessKeyId}:${secretAccessKey} -H 'x-amz-content-sha256: UNSIGNED-PAYLOAD' -fT examples/participants.csv ${endpoints.s3}/${bucket}/${key}`,
    '',
    'or with the AWS CLI:',
    '',
    `  AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey} AWS_REGION=${region} aws s3 cp examples/participants.csv s3://${bucket}/${key} --endpoint-url ${endpoints.s3}`,
    '',
    'Ctrl-C stops it. Imported users are kept.',
    '',
    '',
  ].join('\n');
}
