import type { ManageTenantsRequest } from '../../lambdas/contracts/manage-tenants.ts';
import type { Cloud } from '../../local/cloud-types.ts';
import { outputOf } from '../cloud/clients.ts';
import { lineToType } from '../program/command-line.ts';
import { DEMO_TENANT } from '../program/default-tenant.ts';
import { Refusal } from '../program/failure.ts';
import { askToManage } from '../tenants/manage-tenants.ts';
import { DEMO_SESSION_MINUTES, pageWithSession } from './demo-session.ts';

const KEY_NAME = 'rollcall start';

/** A running cloud, as `start --json` prints it. */
export interface StartedCloud {
  /** The address of the page, with a session of the tenant `demo` that is valid for an hour. */
  readonly page: string;
  /** The address of the API. */
  readonly api: string;
  /** A key of the tenant `demo`, which the next start replaces. */
  readonly apiKey: string;
  /** The OpenID Connect issuer of operators. */
  readonly issuer: string;
  readonly endpoints: Cloud['endpoints'];
  readonly outputs: Cloud['outputs'];
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export async function startedCloud(cloud: Cloud): Promise<StartedCloud> {
  const { region, credentials } = cloud.clientConfig('s3');
  const { endpoints, outputs } = cloud;
  const api = outputOf(cloud, 'ApiUrl');
  const apiKey = await demoKey(cloud);
  return {
    page: await pageWithSession({ page: outputOf(cloud, 'PageUrl'), api, apiKey }),
    api,
    apiKey,
    issuer: endpoints.issuer,
    endpoints,
    outputs,
    region,
    credentials,
  };
}

/**
 * Registers the tenant `demo`, and replaces the key of the last start: keys are stored as hashes, so that key cannot be
 * shown again. At the first start the tenant does not exist, and at others there is a key to revoke: both may be refused.
 */
async function demoKey(cloud: Cloud): Promise<string> {
  const tenant = DEMO_TENANT;
  await manage(cloud, { action: 'create-tenant', tenant });
  await manage(cloud, { action: 'revoke-api-key', tenant, key: KEY_NAME });
  const { token } = await askToManage(cloud, { action: 'create-api-key', tenant, name: KEY_NAME });
  return token as string;
}

async function manage(cloud: Cloud, request: ManageTenantsRequest): Promise<void> {
  try {
    await askToManage(cloud, request);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** The same for a person, with a line that drops a file into the cloud. */
export function describeCloud(
  { page, api, apiKey, issuer, endpoints, outputs, region, credentials }: StartedCloud,
  { state, isInteractive }: { readonly state: string; readonly isInteractive: boolean },
): string {
  const { accessKeyId, secretAccessKey } = credentials;
  const bucket = outputs.UploadsBucketName;
  const key = 'partners/demo/participants/participants.csv';
  const facts = [
    ['API', `${api}  (docs/api.md)`],
    ['API key', `${apiKey}  (of the tenant ${DEMO_TENANT})`],
    ['Console', `${new URL('/#/operator', page)}  (of operators, who need no password here)`],
    ['Issuer', `${issuer}  (of operators: OpenID Connect, client rollcall)`],
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
    'Rollcall is running. Open the page:',
    '',
    `  ${page}`,
    '',
    `The address has a session of the tenant ${DEMO_TENANT}, which ends after ${DEMO_SESSION_MINUTES} minutes. ${isInteractive ? 'Press Enter here' : 'Start again'} for a new one.`,
    '',
    'Or type, in another terminal:',
    '',
    `  ${lineToType(['import', 'examples/participants.csv'], state)}`,
    `  ${lineToType(['list'], state)}`,
    '',
    ...facts.map(([name, value]) => `  ${name.padEnd(16)}${value}`),
    '',
    'Use the API: with this line, the commands and the examples of the README do.',
    '',
    `  export ROLLCALL_API=${api} ROLLCALL_API_KEY=${apiKey}`,
    `  curl -H "Authorization: Bearer $ROLLCALL_API_KEY" $ROLLCALL_API/imports`,
    '  node examples/import-by-api.mjs examples/participants.csv',
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
