import type { Cloud } from '../local/cloud.ts';

/** What a newcomer needs to know of a running cloud, and a line that drops a file into it. */
export function welcome(cloud: Cloud): string {
  const { endpoints, outputs } = cloud;
  const { region, credentials } = cloud.clientConfig('s3');
  const { accessKeyId, secretAccessKey } = credentials;
  const bucket = outputs.UploadsBucketName;
  const key = 'partners/demo/participants/participants.csv';
  const facts = [
    ['S3', endpoints.s3],
    ['DynamoDB', endpoints.dynamodb],
    ['Step Functions', endpoints.stepFunctions],
    ['SES', endpoints.ses],
    ['Inbox', `${endpoints.inbox}  (a page with every mail)`],
    [
      'Uploads bucket',
      `${bucket}  (partners/<tenant>/<import type>/<name>; what does not begin with partners/ is not imported)`,
    ],
    ['Results bucket', `${outputs.ResultsBucketName}`],
    ['Members API', `${outputs.GroupMembersApiUrl}api/v1/en_US/user  (docs/group-members-api.md)`],
  ] as const;
  return [
    'Rollcall runs.',
    '',
    ...facts.map(([name, value]) => `  ${name.padEnd(16)}${value}`),
    '',
    'Drop a file into it from another terminal:',
    '',
    `  curl --aws-sigv4 aws:amz:${region}:s3 --user ${accessKeyId}:${secretAccessKey} -H 'x-amz-content-sha256: UNSIGNED-PAYLOAD' -fT examples/participants.csv ${endpoints.s3}/${bucket}/${key}`,
    '',
    'or with the AWS CLI:',
    '',
    `  AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey} AWS_REGION=${region} aws s3 cp examples/participants.csv s3://${bucket}/${key} --endpoint-url ${endpoints.s3}`,
    '',
    'Ctrl-C stops it; what was imported stays.',
    '',
    '',
  ].join('\n');
}
