import { beforeAll, describe, expect, it } from 'vitest';
import { TASKS } from '../../lib/tasks.ts';
import { recoveryTaskStates, taskStates } from './definition.ts';
import {
  CALLS,
  CLAIM_ACTIONS,
  EXECUTION_ACTIONS,
  FEED_ACTIONS,
  IMPORT_ACTIONS,
  OBJECT_ACTIONS,
  PREVIEW_ACTIONS,
  TAG_ACTIONS,
  TENANT_ACTIONS,
  TURN_ACTIONS,
  USER_ACTIONS,
} from './port-calls.ts';
import { stubStack } from './stub-stack.ts';

/** Actions that AWS lets nobody restrict to a resource, by the service authorization reference. */
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

const IMPORT_MACHINE = 'WorkflowUserImport';
const RECOVERY_MACHINE = 'RecoveryExecution';

describe('what each role may do', () => {
  let grants: Map<string, Granted[]>;

  beforeAll(() => {
    grants = new Map();
    for (const policy of Object.values(stubStack().template().findResources('AWS::IAM::Policy'))) {
      const role: string = policy.Properties.Roles[0].Ref;
      const name = role
        .replace(
          /^(Tasks|Intake|Turns|Evaluation|Resumption|Tenancy|SingleUsers|GroupMembers(?=GroupMembersApi)|Recovery(?=\w+Import))/,
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

  it('has a role for every function and each state machine', () => {
    expect([...grants.keys()].sort()).toEqual(
      [...Object.keys(TASKS), IMPORT_MACHINE, RECOVERY_MACHINE].sort(),
    );
  });

  it('grants no action by wildcard, and every resource by name unless AWS has no name for it', () => {
    const all = [...grants.values()].flat();
    expect(all.filter(({ action }) => action.includes('*'))).toEqual([]);
    expect(
      [...new Set(all.filter(({ resource }) => resource === '*').map(({ action }) => action))].sort(),
    ).toEqual(WITHOUT_RESOURCE.toSorted());
  });

  it.each(Object.entries(CALLS))(
    '%s has the actions on tables and objects that its ports need, and no other',
    (role, calls) => {
      const actions = (kind: keyof typeof calls, port: Readonly<Record<string, string>>) =>
        [...new Set(Object.keys(calls[kind] ?? {}).map((method) => port[method]))].sort();
      const onImports = new Set([
        ...actions('imports', IMPORT_ACTIONS),
        ...actions('turns', TURN_ACTIONS),
        ...actions('feeds', FEED_ACTIONS),
        ...actions('tenants', TENANT_ACTIONS),
      ]);
      expect([...new Set(verbs(role, 'dynamodb', 'TablesImports'))]).toEqual([...onImports].sort());
      const onExecutions = of(role)
        .map(({ action }) => action)
        .filter((action) => /^states:(Describe|Start|Stop)Execution$/.test(action));
      expect([...new Set(onExecutions.map((action) => action.slice('states:'.length)))].sort()).toEqual(
        actions('executions', EXECUTION_ACTIONS),
      );
      const onUsers = new Set([...actions('users', USER_ACTIONS), ...actions('claims', CLAIM_ACTIONS)]);
      expect(verbs(role, 'dynamodb', 'TablesUsers')).toEqual([...onUsers].sort());
      expect(verbs(role, 'dynamodb', 'TablesPreviews')).toEqual(actions('previews', PREVIEW_ACTIONS));
      const onObjects = of(role)
        .map(({ action }) => action)
        .filter((action) => /^s3:(Get|Put)Object(Tagging)?$/.test(action));
      const wanted = [...actions('objects', OBJECT_ACTIONS), ...actions('tags', TAG_ACTIONS)];
      expect([...new Set(onObjects.map((action) => action.slice('s3:'.length)))].sort()).toEqual(
        wanted.filter((action) => action !== 'ListBucket').sort(),
      );
      // Readers of objects have it too, to be told of those that are not there.
      if (wanted.includes('ListBucket')) expect(verbs(role, 's3', 'StorageResults')).toContain('ListBucket');
    },
  );

  it.each([
    ['StartImport', ['uploads/partners/*'], []],
    ['InspectFile', ['uploads/partners/*'], []],
    ['SplitFile', ['results/work/*', 'uploads/partners/*'], ['results/work/*']],
    ['ProcessChunk', ['results/work/*', 'uploads/partners/*'], ['results/work/*']],
    ['ProcessDeferred', ['results/work/*', 'uploads/partners/*'], ['results/work/*']],
    ['EvaluateChunk', ['results/work/*', 'uploads/partners/*'], ['results/work/*']],
    ['EvaluateDeferred', ['results/work/*', 'uploads/partners/*'], ['results/work/*']],
    ['CollectPreview', ['results/work/*', 'uploads/partners/*'], ['results/imports/*']],
    ['AwaitConfirmation', ['results/imports/*'], []],
    ['ExpireImport', [], []],
    ['ConfirmImport', [], []],
    ['YieldTurn', [], []],
    ['CollectResults', ['results/work/*', 'uploads/partners/*'], ['results/imports/*']],
    ['RejectImport', [], []],
    ['AbortImport', ['results/work/*', 'uploads/partners/*'], ['results/imports/*']],
    ['NotifyRequester', ['results/imports/*'], []],
    ['WaitForTurn', [], []],
    ['ReleaseTurn', [], []],
    ['RecoverImport', [], []],
    ['SweepImports', [], []],
    ['CancelImport', [], []],
    ['ResumeImport', ['results/work/*', 'uploads/partners/*'], []],
    ['EditTenant', [], []],
    ['GroupMembersApi', ['uploads/partners/*'], ['uploads/partners/*']],
    [IMPORT_MACHINE, ['results/work/*'], []],
    [RECOVERY_MACHINE, [], []],
  ])('%s reads %j and writes %j', (role, reads, writes) => {
    expect(objects(role, 's3:GetObject')).toEqual(reads);
    expect(objects(role, 's3:PutObject')).toEqual(writes);
  });

  it.each([
    [IMPORT_MACHINE, taskStates],
    [RECOVERY_MACHINE, recoveryTaskStates],
  ])('lets the state machine %s call its functions and nothing else', (role, states) => {
    const called = of(role).filter(({ action }) => action === 'lambda:InvokeFunction');
    expect(called).toHaveLength(states.length);
    for (const { resource } of called) expect(resource).toMatch(/^<(Tasks|Evaluation|Turns)\w+\.Arn>$/);
  });

  it('lets the state machine run and stop children of its own, and StartImport start it', () => {
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
      'tell an import of its turn',
      'states:SendTaskSuccess',
      ['AwaitConfirmation', 'ConfirmImport', ...moversOfQueues],
    ],
    ['tell it that there will be none', 'states:SendTaskFailure', moversOfQueues],
  ])('lets those who move a queue %s, and nobody else', (_, wanted, roles) => {
    const telling = [...grants].filter(([, granted]) => granted.some(({ action }) => action === wanted));
    expect(telling.map(([role]) => role).sort()).toEqual(roles);
    for (const [role] of telling) {
      const [tells] = of(role).filter(({ action }) => action === wanted);
      expect(tells?.resource).toMatch(/:stateMachine:rollcall-local-user-import$/);
    }
  });

  it('lets only executions of imports be stopped, and only recoveries be started beside them', () => {
    for (const role of ['SweepImports', 'CancelImport']) {
      const stops = of(role).filter(({ action }) => action === 'states:StopExecution');
      for (const { resource } of stops) expect(resource).toMatch(/WorkflowUserImport\w+\.Name>:\*$/);
    }
    const starts = (role: string) => of(role).filter(({ action }) => action === 'states:StartExecution');
    for (const { resource } of starts('RecoverImport')) expect(resource).toContain('RecoveryExecution');
    for (const { resource } of starts('ResumeImport')) expect(resource).toContain('WorkflowUserImport');
  });

  it('lets only those who notify a sender send e-mail, and only from the sender address', () => {
    const senders = [...grants].filter(([, granted]) =>
      granted.some(({ action }) => action.startsWith('ses:')),
    );
    expect(senders.map(([role]) => role).sort()).toEqual(['AwaitConfirmation', 'NotifyRequester']);
    for (const [role] of senders) {
      const sends = of(role).filter(({ action }) => action === 'ses:SendRawEmail');
      expect(sends.map(({ resource }) => resource.split(':').at(-1)).sort()).toEqual([
        'identity/example.com',
        'identity/imports@example.com',
      ]);
      for (const { condition } of sends) {
        expect(condition).toEqual({ StringEquals: { 'ses:FromAddress': 'imports@example.com' } });
      }
    }
  });

  const of = (role: string): readonly Granted[] => grants.get(role) ?? [];

  function verbs(role: string, service: string, resource: string): string[] {
    const matching = of(role).filter(
      (each) => each.action.startsWith(`${service}:`) && each.resource.startsWith(`<${resource}`),
    );
    return matching.map(({ action }) => action.slice(service.length + 1)).sort();
  }

  function objects(role: string, action: string): string[] {
    return of(role)
      .filter((each) => each.action === action)
      .map(({ resource }) =>
        resource.replace(/<Storage(\w+?)[0-9A-F]{8}\.Arn>/, (_, bucket: string) => bucket.toLowerCase()),
      )
      .sort();
  }
});

/** `<Logical.Arn>/partners/*` and the like, from the template's intrinsic functions. */
function readable(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const [[kind, value] = []] = Object.entries(resource as Record<string, unknown>);
  if (kind === 'Fn::GetAtt') return `<${(value as string[]).join('.')}>`;
  if (kind === 'Fn::Join') return (value as [string, unknown[]])[1].map(readable).join('');
  return `<${String(value)}>`;
}
