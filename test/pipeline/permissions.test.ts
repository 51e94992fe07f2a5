import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { followImport } from '../../cli/imports/follow-import.ts';
import { recordOccasions } from '../chaos/plans.ts';
import type { ScenarioContext } from '../chaos/scenario.ts';
import { scenariosOf } from '../chaos/scenarios.ts';
import { switchedFaults } from '../chaos/switched-faults.ts';
import { createApiTenant, createCall, signInAsOperator } from '../support/api-client.ts';
import {
  type AwsCall,
  describeGrant,
  enforceRoles,
  type Grant,
  type Roles,
  readRoles,
} from '../support/roles.ts';
import {
  awaitImportId,
  importFile,
  newTenant,
  putFile,
  startTestCloud,
  type TestCloud,
} from '../support/test-cloud.ts';
import { startReceiver } from '../support/webhook-receiver.ts';

/** What any role may allow without a use on one machine, and why it is needed on AWS. */
const USED_ON_AWS: readonly (readonly [grant: RegExp, why: string])[] = [
  [
    /^(xray|logs|sqs):/,
    'the Lambda service writes traces and logs, and sends the events that failed for good',
  ],
  [
    /^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams) /,
    'the Lambda service reads the stream with the role of its function',
  ],
  [
    /^s3:(GetObjectVersion|PutObjectVersionTagging|DeleteObjectVersion) /,
    'a bucket with versions needs it in addition',
  ],
  [/^s3:ListBucket /, 'without it, S3 answers 403 instead of 404 for an object that does not exist'],
  [/^s3:AbortMultipartUpload /, 'removes the parts of an upload that failed'],
];

/** What the roles allow for situations that no scene produces. */
const USED_RARELY: readonly (readonly [
  situation: string,
  grants: Readonly<Record<string, readonly string[]>>,
])[] = [
  [
    'a failure that the sender must know about: its reason is noted',
    {
      ProcessDeferred: ['dynamodb:UpdateItem on Imports'],
      EvaluateChunk: ['dynamodb:UpdateItem on Imports'],
      EvaluateDeferred: ['dynamodb:UpdateItem on Imports'],
    },
  ],
  [
    'failed records that are checked against an error budget',
    { EvaluateChunk: ['dynamodb:Query on Imports'] },
  ],
  [
    'results that one invocation cannot collect: slices.test.ts',
    {
      CollectResults: ['s3:PutObject on results/work/*'],
      CollectPreview: ['s3:PutObject on results/work/*'],
    },
  ],
  ['more duplicates than fit into memory', { SplitFile: ['s3:GetObject on results/work/*'] }],
  ['an import that has ended already', { RejectImport: ['dynamodb:GetItem on Imports'] }],
  [
    'references that are unknown when the import is aborted',
    { WriteAbortedFiles: ['dynamodb:BatchGetItem on Users'] },
  ],
  [
    'a retention that the tenant has set: the embedded S3 has no tags',
    {
      NotifyRequester: [
        's3:PutObjectTagging on results/imports/*',
        's3:PutObjectTagging on uploads/partners/*',
      ],
    },
  ],
  [
    'a confirmation that came before the state was tried again',
    { AwaitConfirmation: ['states:SendTaskSuccess on stateMachine:user-import'] },
  ],
  [
    'other imports in the queue: they wait, or were superseded while they waited',
    {
      WaitForTurn: [
        'dynamodb:DeleteItem on Imports',
        'states:SendTaskSuccess on stateMachine:user-import',
        'states:SendTaskFailure on stateMachine:user-import',
      ],
      YieldTurn: [
        'states:SendTaskSuccess on stateMachine:user-import',
        'states:SendTaskFailure on stateMachine:user-import',
      ],
      ReleaseTurn: [
        'states:SendTaskSuccess on stateMachine:user-import',
        'states:SendTaskFailure on stateMachine:user-import',
      ],
    },
  ],
  [
    'a recovery that failed itself',
    {
      RecoverImport: [
        'states:DescribeExecution on execution:user-import:*',
        'states:DescribeExecution on execution:recover-import:*',
      ],
    },
  ],
  [
    'a crash between two steps: the sweep does the second one',
    {
      SweepImports: [
        'dynamodb:DeleteItem on Imports',
        'dynamodb:PutItem on Imports',
        'dynamodb:Query on Imports',
        'dynamodb:UpdateItem on Imports',
        'states:SendTaskSuccess on stateMachine:user-import',
        'states:SendTaskFailure on stateMachine:user-import',
        'states:StartExecution on stateMachine:user-import',
        'states:DescribeExecution on execution:recover-import:*',
        'states:StopExecution on execution:user-import:*',
      ],
    },
  ],
  [
    'a cancellation before the execution has started',
    {
      CancelImport: [
        'states:StartExecution on stateMachine:recover-import',
        'states:DescribeExecution on execution:user-import:*',
        'states:DescribeExecution on execution:recover-import:*',
      ],
    },
  ],
  [
    'a request that is too large to be answered at once, or that names a file',
    {
      GroupMembersApi: [
        's3:GetObject on uploads/partners/*',
        's3:PutObject on uploads/partners/*',
        'dynamodb:Query on Imports/index/byRequest',
      ],
    },
  ],
  ['a download: its client uses the permissions of the role', { Api: ['s3:GetObject on results/imports/*'] }],
  [
    'an upload by a form: its client uses the permissions of the role',
    { Api: ['s3:PutObject on uploads/partners/*'] },
  ],
  ['a list by request id: api-uploads.test.ts', { Api: ['dynamodb:Query on Imports/index/byRequest'] }],
  ['an upload in parts: api-parts.test.ts', { Api: ['s3:ListMultipartUploadParts on uploads/partners/*'] }],
  [
    'an import that is cancelled through the API while it runs: it calls what CancelImport calls',
    {
      Api: [
        'states:StartExecution on stateMachine:recover-import',
        'states:DescribeExecution on execution:recover-import:*',
        'states:DescribeExecution on execution:user-import:*',
        'states:StopExecution on execution:user-import:*',
      ],
    },
  ],
  [
    'an erasure of a tenant with evaluations, staged files and webhooks, and of a user with earlier values: erasure.test.ts',
    {
      EraseData: [
        'dynamodb:BatchGetItem on Previews',
        'dynamodb:BatchWriteItem on Previews',
        'dynamodb:BatchWriteItem on Webhooks',
        'dynamodb:DeleteItem on Previews',
        'dynamodb:UpdateItem on Users',
        's3:GetObject on uploads/partners/*',
      ],
    },
  ],
  [
    'an import that waits for its confirmation, or has not started, when its tenant is erased: it is cancelled',
    {
      EraseData: [
        'states:SendTaskFailure on stateMachine:user-import',
        'states:DescribeExecution on execution:recover-import:*',
        'states:DescribeExecution on execution:user-import:*',
      ],
    },
  ],
  [
    'dead letters of webhooks that an operator sends again, as those of uploads',
    { Api: ['lambda:InvokeFunction on function:send-webhooks'] },
  ],
  ['members who are users already', { GroupMembersApi: ['dynamodb:UpdateItem on Users'] }],
];

describe('the roles of the functions', () => {
  let test: TestCloud;
  let roles: Roles;
  let calls: readonly AwsCall[];

  beforeAll(async () => {
    roles = await readRoles(inject('assembly'));
    const faults = switchedFaults();
    const refused = Promise.withResolvers<never>();
    test = await startTestCloud({
      faults,
      onRefused: (message) => refused.reject(new Error(message)),
      onStateEntered: ({ stateName, input }) =>
        context.onState(stateName, (input as { readonly importId: string }).importId),
    });
    const context: ScenarioContext = { test, faults, onState: () => undefined };
    const recording = recordOccasions();
    const playAll = async () => {
      for (const part of ['functions', 'evaluation', 'pairs', 'requests', 'events', 'erasures'] as const)
        for (const { run } of scenariosOf(part, context)) expect(await run(recording)).toEqual([]);
      await faults.during(recording, () => importOthers(test));
      await faults.during(recording, () => useWebhooks(test));
      await faults.during(recording, () => askAsOperator(test));
    };
    await Promise.race([playAll(), refused.promise]);
    calls = recording.occasions.filter((occasion) => occasion.layer === 'request');
  });
  afterAll(async () => test?.[Symbol.asyncDispose]());

  it('belong to functions that make calls', () => {
    expect(new Set(calls.map(({ functionName }) => functionName))).toEqual(new Set(roles.grants.keys()));
  });

  it('allow nothing that is neither used nor justified', () => {
    const used = new Set(calls.flatMap((call) => roles.allows(call) ?? []));
    const isUsed = (grant: Grant) =>
      used.has(grant) || USED_ON_AWS.some(([pattern]) => pattern.test(describeGrant(grant)));
    const unused = grantsWhere((grant) => !isUsed(grant));
    expect(unused.filter((grant) => !RARE.includes(grant))).toEqual([]);
  });

  it('allow everything that is justified', () => {
    const all = grantsWhere(() => true);
    expect(RARE.filter((grant) => !all.includes(grant))).toEqual([]);
  });

  it('are enforced: a call that a role does not allow is broken off', () => {
    const call = calls.find(({ service }) => service === 'dynamodb') as AwsCall;
    const refused: string[] = [];
    const plan = enforceRoles(roles, undefined, (message) => refused.push(message));
    expect(plan.faultAt(call)).toBeUndefined();
    expect(() => plan.faultAt({ ...call, resources: () => ['another-table'] })).toThrow('another-table');
    expect(() => plan.faultAt({ ...call, operation: 'DeleteTable' })).toThrow('dynamodb:DeleteTable');
    expect(() => plan.faultAt({ ...call, functionName: 'Unknown' })).toThrow('Unknown needs');
    expect(refused).toHaveLength(3);
  });

  const RARE = USED_RARELY.flatMap(([, grants]) =>
    Object.entries(grants).flatMap(([name, labels]) => labels.map((label) => `${name} ${label}`)),
  );

  function grantsWhere(isWanted: (grant: Grant) => boolean): readonly string[] {
    return [...roles.grants].flatMap(([name, grants]) =>
      grants.filter(isWanted).map((grant) => `${name} ${describeGrant(grant)}`),
    );
  }
});

async function askAsOperator(test: TestCloud): Promise<void> {
  const call = createCall(test, await signInAsOperator(test));
  for (const path of ['imports', 'open-imports', 'activity'])
    expect(await call('GET', `/stage/${path}`)).toMatchObject({ status: 200 });
  const content = 'accountId,id\na,ann\n';
  for (const tenant of ['Ünknown', 'not registered']) await putFile(test, content, { tenant });
  await test.cloud.idle();
  const queue = '/stage/dead-letters/import-not-started';
  const { messages } = (await call('GET', queue)).body;
  expect(messages).toHaveLength(2);
  expect(await call('POST', `${queue}/${messages[0].id}/resend`)).toMatchObject({ status: 202 });
  await test.cloud.idle();
  expect(await call('POST', `${queue}/resend`)).toMatchObject({ body: { sent: 2 } });
  await test.cloud.idle();
}

/** An endpoint that wants no more messages: it is disabled, and its tenant is told. */
async function useWebhooks(test: TestCloud): Promise<void> {
  await using receiver = await startReceiver();
  receiver.answerWith(410);
  const { call } = await createApiTenant(test);
  expect(await call('GET', '/users/participants')).toMatchObject({ status: 200 });
  const { body } = await call('POST', '/webhooks', { body: { url: receiver.url } });
  await call('PATCH', `/webhooks/${body.id}`, { body: { description: 'changed' } });
  await call('POST', `/webhooks/${body.id}/test`);
  await test.cloud.idle();
  test.cloud.fireSchedule('Retries');
  await test.cloud.idle();
  await call('DELETE', `/webhooks/${body.id}`);
}

/** Imports of a duplicate, unknown references and bad records, and a refused one: they need other calls than the scenes. */
async function importOthers(test: TestCloud): Promise<void> {
  const content = `accountId,id,referredBy.code\na,ann,OTHER\na,ann,\n${'a,,\n'.repeat(5)}`;
  const metadata = [{ duplicates: 'reject' }, { purpose: 'evaluate' }, { 'max-failed': '0' }];
  await Promise.all(metadata.map((each) => importFile(test, content, { metadata: each })));
  const tenant = newTenant();
  const requestId = await putFile(test, content, { tenant, metadata: { purpose: 'confirm' } });
  const importId = await awaitImportId(test, tenant, requestId);
  await followImport(test.clients, importId, () => undefined, true);
  await test.cloud.invoke('CancelImport', { tenant, importId });
  await test.cloud.idle();
}
