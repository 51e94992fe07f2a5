import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { stubStack } from './stub-stack.ts';

describe('the way from an upload to a running import', () => {
  let template: Template;
  beforeAll(() => {
    template = stubStack().template();
  });

  const idOf = (type: string, name: string) =>
    Object.keys(template.findResources(type)).find((id) => id.includes(name)) ?? `no ${name}`;

  it('logs every event of the state machine without its data, and traces it', () => {
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      StateMachineName: 'rollcall-local-user-import',
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
      TracingConfiguration: { Enabled: true },
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: '/aws/vendedlogs/states/rollcall-local-user-import',
      RetentionInDays: 90,
    });
  });

  it('tells StartImport of every object in the uploads bucket, whatever its key', () => {
    template.resourcePropertiesCountIs(
      'AWS::Events::Rule',
      { EventPattern: { source: ['aws.s3'], 'detail-type': Match.anyValue(), detail: Match.anyValue() } },
      1,
    );
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [{ Ref: idOf('AWS::S3::Bucket', 'Uploads') }] },
        },
      },
      Targets: [
        Match.objectLike({
          Arn: { 'Fn::GetAtt': [idOf('AWS::Lambda::Function', 'StartImport'), 'Arn'] },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [idOf('AWS::SQS::Queue', 'Undelivered'), 'Arn'] } },
          RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        }),
      ],
    });
  });

  it.each([
    ['ImportEnded', 'WorkflowUserImport', ['FAILED', 'TIMED_OUT', 'ABORTED']],
    ['RecoveryEnded', 'RecoveryExecution', ['TIMED_OUT', 'ABORTED']],
  ])('tells recover-import of executions that did not end as they should: %s', (rule, machine, status) => {
    expect(
      template.findResources('AWS::Events::Rule')[idOf('AWS::Events::Rule', rule)]?.Properties,
    ).toMatchObject({
      EventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [{ Ref: idOf('AWS::StepFunctions::StateMachine', machine) }], status },
      },
      Targets: [{ Arn: { 'Fn::GetAtt': [idOf('AWS::Lambda::Function', 'RecoverImport'), 'Arn'] } }],
    });
  });

  it('sweeps every five minutes', () => {
    expect(
      template.findResources('AWS::Events::Rule')[idOf('AWS::Events::Rule', 'Sweep')]?.Properties,
    ).toMatchObject({
      ScheduleExpression: 'rate(5 minutes)',
      Targets: [{ Arn: { 'Fn::GetAtt': [idOf('AWS::Lambda::Function', 'SweepImports'), 'Arn'] } }],
    });
  });

  it('keeps what start-import failed on', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: idOf('AWS::Lambda::Function', 'StartImport') },
      MaximumRetryAttempts: 2,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [idOf('AWS::SQS::Queue', 'FailedStarts'), 'Arn'] } },
      },
    });
  });

  it.each(['Undelivered', 'FailedStarts', 'Lost'])(
    'encrypts the queue %s, over TLS only, and keeps messages for 14 days',
    (name) => {
      const id = idOf('AWS::SQS::Queue', name);
      expect(template.findResources('AWS::SQS::Queue')[id]?.Properties).toMatchObject({
        SqsManagedSseEnabled: true,
        MessageRetentionPeriod: 14 * 86_400,
      });
      template.hasResourceProperties('AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: id }],
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          ]),
        },
      });
    },
  );

  it('tells by its outputs where everything is', () => {
    expect(Object.keys(template.findOutputs('*')).sort()).toEqual([
      'ApiUrl',
      'EventBusName',
      'GroupMembersApiUrl',
      'ImportsTableName',
      'PageUrl',
      'ResultsBucketName',
      'StateMachineArn',
      'UploadsBucketName',
      'UsersTableName',
      'WebhooksTableName',
    ]);
  });

  it('sends alarms to the topic of the stage, if it has one', () => {
    const alarmTopicArn = 'arn:aws:sns:eu-central-1:123456789012:on-call';
    for (const { Properties } of Object.values(template.findResources('AWS::CloudWatch::Alarm'))) {
      expect(Properties.AlarmActions).toBeUndefined();
    }
    for (const { Properties } of Object.values(
      stubStack({ alarmTopicArn }).template().findResources('AWS::CloudWatch::Alarm'),
    )) {
      expect(Properties.AlarmActions).toEqual([alarmTopicArn]);
    }
  });
});
