import { beforeAll, describe, expect, it } from 'vitest';
import { TASKS } from '../../lib/tasks.ts';
import { erasureTaskStates, recoveryTaskStates, taskStates } from './definition.ts';
import { readable } from './readable.ts';
import { stubStack } from './stub-stack.ts';

/** Actions that cannot be restricted to a resource, by the service authorization reference. */
const WITHOUT_RESOURCE = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

interface Granted {
  readonly action: string;
  readonly resource: string;
  readonly condition: unknown;
}

const listed = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** The function of the CDK that copies files into a bucket. Its policy is the CDK's. */
const PAGE_DEPLOYMENT = 'CustomCDKBucketDeployment';
const IMPORT_MACHINE = 'WorkflowUserImport';
const RECOVERY_MACHINE = 'RecoveryExecution';
const ERASURE_MACHINE = 'ErasureExecution';

/** That each role allows what its function calls, and nothing else, is tested in test/pipeline/permissions.test.ts. */
describe('the roles of the stack', () => {
  let grants: Map<string, Granted[]>;

  beforeAll(() => {
    grants = new Map();
    for (const policy of Object.values(stubStack().template().findResources('AWS::IAM::Policy'))) {
      const role: string = policy.Properties.Roles[0].Ref;
      if (role.startsWith(PAGE_DEPLOYMENT)) continue;
      const name = role
        .replace(
          /^(Tasks|Intake|Turns|Evaluation|Resumption|Tenancy|SingleUsers|GroupMembers(?=GroupMembersApi)|Gateway|Events|Webhooks|Erasure(?=EraseData)|Recovery(?=\w+Import))/,
          '',
        )
        .replace(/Role[0-9A-F]{8}$/, '');
      const granted = policy.Properties.PolicyDocument.Statement.flatMap(
        (statement: { Effect: string; Action: string; Resource: unknown; Condition?: unknown }) =>
          listed(statement.Action).flatMap((action) =>
            listed(statement.Resource).map((resource) => ({
              action,
              resource: readable(resource),
              condition: statement.Condition,
            })),
          ),
      );
      grants.set(name, [...(grants.get(name) ?? []), ...granted]);
    }
  });

  it('belong to the functions and the state machines, one each', () => {
    expect([...grants.keys()].sort()).toEqual(
      [...Object.keys(TASKS), IMPORT_MACHINE, RECOVERY_MACHINE, ERASURE_MACHINE].sort(),
    );
  });

  it('name every action, and every resource that can be named', () => {
    const all = [...grants.values()].flat();
    expect(all.filter(({ action }) => action.includes('*'))).toEqual([]);
    expect(
      [...new Set(all.filter(({ resource }) => resource === '*').map(({ action }) => action))].sort(),
    ).toEqual(WITHOUT_RESOURCE.toSorted());
  });

  it.each([
    ['StartImport', ['uploads/partners/*'], []],
    ['InspectFile', ['uploads/partners/*'], []],
    ['SplitFile', ['results/work/*', 'uploads/partners/*'], ['results/work/*']],
    ['ProcessChunk', ['results/work/*', 'uploads/partners/*'], ['results/work/*']],
    ['ProcessDeferred', ['results/work/*', 'uploads/partners/*'], ['results/work/*']],
    ['EvaluateChunk', ['results/work/*', 'uploads/partners/*'], ['results/work/*']],
    ['EvaluateDeferred', ['results/work/*', 'uploads/partners/*'], ['results/work/*']],
    ['CollectPreview', ['results/work/*', 'uploads/partners/*'], ['results/imports/*', 'results/work/*']],
    ['AwaitConfirmation', ['results/imports/*'], []],
    ['ExpireImport', [], []],
    ['ConfirmImport', [], []],
    ['YieldTurn', [], []],
    ['CollectResults', ['results/work/*', 'uploads/partners/*'], ['results/imports/*', 'results/work/*']],
    ['RejectImport', [], []],
    ['AbortImport', [], []],
    ['WriteAbortedFiles', ['results/work/*', 'uploads/partners/*'], ['results/imports/*', 'results/work/*']],
    ['NotifyRequester', ['results/imports/*'], []],
    ['WaitForTurn', [], []],
    ['ReleaseTurn', [], []],
    ['RecoverImport', [], []],
    ['SweepImports', [], []],
    ['CancelImport', [], []],
    ['ResumeImport', ['results/work/*', 'uploads/partners/*'], []],
    ['EditTenant', [], []],
    ['ManageTenants', [], []],
    ['Api', ['results/imports/*', 'results/work/*', 'uploads/partners/*'], ['uploads/partners/*']],
    ['GroupMembersApi', ['uploads/partners/*'], ['uploads/partners/*']],
    ['EraseData', ['uploads/partners/*'], ['results/erasures/*']],
    [IMPORT_MACHINE, ['results/work/*'], []],
    [RECOVERY_MACHINE, [], []],
  ])('let %s read %j and write %j', (role, reads, writes) => {
    expect(objects(role, 's3:GetObject')).toEqual(reads);
    expect(objects(role, 's3:PutObject')).toEqual(writes);
  });

  it.each([
    [IMPORT_MACHINE, taskStates],
    [RECOVERY_MACHINE, recoveryTaskStates],
    [ERASURE_MACHINE, erasureTaskStates],
  ])('let the state machine %s call its functions and nothing else', (role, states) => {
    const called = of(role).filter(({ action }) => action === 'lambda:InvokeFunction');
    expect(called).toHaveLength(states.length);
    for (const { resource } of called)
      expect(resource).toMatch(/^<(Tasks|Evaluation|Turns|Erasure)\w+\.Arn>$/);
  });

  it('let the state machine run and stop children of its own, and let StartImport start it', () => {
    const states = (role: string) => of(role).filter(({ action }) => action.startsWith('states:'));
    expect(states(IMPORT_MACHINE).map(({ action }) => action)).toEqual([
      'states:StartExecution',
      ...[
        'states:DescribeExecution',
        'states:DescribeExecution',
        'states:StopExecution',
        'states:StopExecution',
      ],
    ]);
    for (const { resource } of states(IMPORT_MACHINE)) expect(resource).toContain('WorkflowUserImport');
    expect(states('StartImport')).toMatchObject([{ action: 'states:StartExecution' }]);
  });

  const moversOfQueues = ['ReleaseTurn', 'SweepImports', 'WaitForTurn', 'YieldTurn'];

  it.each([
    [
      'give a waiting import its turn',
      'states:SendTaskSuccess',
      ['Api', 'AwaitConfirmation', 'ConfirmImport', ...moversOfQueues],
    ],
    [
      'end the wait of an import',
      'states:SendTaskFailure',
      ['Api', 'CancelImport', 'EraseData', ...moversOfQueues],
    ],
  ])('let only the functions that move a queue, or that a person answers by, %s', (_, wanted, roles) => {
    const telling = [...grants].filter(([, granted]) => granted.some(({ action }) => action === wanted));
    expect(telling.map(([role]) => role).sort()).toEqual(roles);
    for (const [role] of telling) {
      const [tells] = of(role).filter(({ action }) => action === wanted);
      expect(tells?.resource).toMatch(/:stateMachine:rollcall-local-user-import$/);
    }
  });

  it('let functions stop executions of imports only, and start only imports and recoveries', () => {
    for (const role of ['SweepImports', 'CancelImport', 'EraseData', 'Api']) {
      const stops = of(role).filter(({ action }) => action === 'states:StopExecution');
      for (const { resource } of stops) expect(resource).toMatch(/WorkflowUserImport\w+\.Name>:\*$/);
    }
    const starts = (role: string) => of(role).filter(({ action }) => action === 'states:StartExecution');
    for (const { resource } of starts('RecoverImport')) expect(resource).toContain('RecoveryExecution');
    for (const { resource } of starts('ResumeImport')) expect(resource).toContain('WorkflowUserImport');
  });

  it('let only EraseData delete objects, and only it and the API delete items of users', () => {
    const having = (wanted: (one: Granted) => boolean) =>
      [...grants].flatMap(([role, granted]) => (granted.some(wanted) ? [role] : [])).sort();
    expect(having(({ action }) => action.startsWith('s3:Delete'))).toEqual(['EraseData']);
    const onUsers = ({ resource }: Granted) => resource.includes('TablesUsers');
    expect(having((one) => onUsers(one) && /:(DeleteItem|BatchWriteItem)$/.test(one.action))).toEqual([
      'Api',
      'EraseData',
    ]);
    expect(having((one) => one.action === 'dynamodb:Scan')).toEqual(['EraseData']);
  });

  it('let two functions read the secrets of webhooks, and one the stream of imports', () => {
    const readers = (action: string, resource: RegExp) =>
      [...grants]
        .filter(([, granted]) => granted.some((one) => one.action === action && resource.test(one.resource)))
        .map(([role]) => role)
        .sort();
    expect(readers('dynamodb:GetItem', /Webhooks/)).toEqual(['Api', 'SendWebhooks']);
    // EraseData asks for keys.
    expect(readers('dynamodb:Query', /Webhooks/)).toEqual(['Api', 'EraseData', 'SendWebhooks']);
    expect(readers('dynamodb:GetRecords', /StreamArn/)).toEqual(['PublishStatusChanges']);
    expect(readers('events:PutEvents', /^<EventsBus\w+\.Arn>$/)).toEqual(['PublishStatusChanges']);
  });

  it('let only the functions that notify someone send e-mail, and only from the sender address', () => {
    const senders = [...grants].filter(([, granted]) =>
      granted.some(({ action }) => action.startsWith('ses:')),
    );
    expect(senders.map(([role]) => role).sort()).toEqual([
      'AwaitConfirmation',
      'NotifyRequester',
      'SendWebhooks',
    ]);
    for (const [role] of senders) {
      const sends = of(role).filter(({ action }) => action === 'ses:SendRawEmail');
      // Also the identities of recipients, which SES checks while the account is in the sandbox.
      expect(sends.map(({ resource }) => resource.split(':').at(-1))).toEqual(['identity/*']);
      for (const { condition } of sends) {
        expect(condition).toEqual({ StringEquals: { 'ses:FromAddress': 'imports@example.com' } });
      }
    }
  });

  it('let the deployment of the page read what the CDK uploaded, and change the bucket of the page only', () => {
    const policies = Object.values(stubStack().template().findResources('AWS::IAM::Policy'));
    const own = policies.filter(({ Properties }) => Properties.Roles[0].Ref.startsWith(PAGE_DEPLOYMENT));
    const resources = own.flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.flatMap(({ Resource }: { Resource: unknown }) =>
        listed(Resource).map(readable),
      ),
    );
    expect(resources).toHaveLength(4);
    for (const resource of resources)
      expect(resource).toMatch(/^(<FrontDoorPageFiles\w+\.Arn>|arn:<AWS::Partition>:s3:::.*-assets-.*)/);
  });

  const of = (role: string): readonly Granted[] => grants.get(role) ?? [];

  function objects(role: string, action: string): string[] {
    return of(role)
      .filter((each) => each.action === action)
      .map(({ resource }) =>
        resource.replace(/<Storage(\w+?)[0-9A-F]{8}\.Arn>/, (_, bucket: string) => bucket.toLowerCase()),
      )
      .sort();
  }
});
