import { describe, expect, it } from 'vitest';
import type { Resource } from '../../../local/template/stack.ts';
import { httpApi, lambdaFunction, planOf, resource } from './template-of.ts';

const target = { Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] }, Id: 'Target0' };
const rule = (properties: Resource['Properties']): Resource =>
  resource('AWS::Events::Rule', { EventPattern: { source: ['aws.s3'] }, Targets: [target], ...properties });

describe('the plan of a template', () => {
  it('names a resource without a name by its stack and logical id', async () => {
    const Resources = { Uploads3F: resource('AWS::S3::Bucket'), Worker: lambdaFunction() };
    const [first, second] = [await planOf({ Resources }), await planOf({ Resources })];
    expect(first).toEqual(second);
    expect(first.buckets[0]?.name).toBe('stack-uploads3f');
    expect(first.functions[0]?.arn).toBe('arn:aws:lambda:eu-central-1:000000000000:function:Stack-Worker');
  });

  it('limits names to the length that AWS allows, and keeps them unique', async () => {
    const long = 'A'.repeat(70);
    const plan = await planOf({
      Resources: { [`${long}1`]: lambdaFunction(), [`${long}2`]: lambdaFunction() },
    });
    const names = plan.functions.map(({ name }) => name);
    expect(names.map(({ length }) => length)).toEqual([64, 64]);
    expect(new Set(names).size).toBe(2);
  });

  it('gives functions their resolved variables and the defaults of Lambda', async () => {
    const Environment = { Variables: { BUCKET: { Ref: 'Uploads' }, LIMIT: 5 } };
    const plan = await planOf({
      Resources: {
        Uploads: resource('AWS::S3::Bucket'),
        Worker: lambdaFunction({ Environment }),
      },
    });
    expect(plan.functions).toMatchObject([
      {
        environment: { BUCKET: 'stack-uploads', LIMIT: '5' },
        memoryMb: 128,
        timeoutSeconds: 3,
        codePath: '/assets/asset-hash',
      },
    ]);
  });

  it('escapes substitutions in the JSON strings of a state machine', async () => {
    const plan = await planOf({
      Resources: {
        Worker: lambdaFunction(),
        Machine: resource('AWS::StepFunctions::StateMachine', {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholder
          DefinitionString: { 'Fn::Join': ['', ['{"Comment":"${note}","Resource":"', '${WorkerArn}"}']] },
          DefinitionSubstitutions: { note: 'a "quoted" one', WorkerArn: { 'Fn::GetAtt': ['Worker', 'Arn'] } },
        }),
      },
    });
    expect(plan.stateMachines[0]?.definition).toEqual({
      Comment: 'a "quoted" one',
      Resource: 'arn:aws:lambda:eu-central-1:000000000000:function:Stack-Worker',
    });
  });

  it('serves a function under a URL that outputs may name', async () => {
    const plan = await planOf({
      Resources: {
        Worker: lambdaFunction(),
        Url: resource('AWS::Lambda::Url', {
          AuthType: 'NONE',
          TargetFunctionArn: { 'Fn::GetAtt': ['Worker', 'Arn'] },
        }),
      },
      Outputs: { ApiUrl: { Value: { 'Fn::GetAtt': ['Url', 'FunctionUrl'] } } },
    });
    expect(plan.httpEndpoints).toEqual([
      { functionArn: plan.functions[0]?.arn, url: expect.stringMatching(/^https:\/\/.*\.on\.aws$/) },
    ]);
    expect(plan.outputs.ApiUrl).toBe(`${plan.httpEndpoints[0]?.url}/`);
  });

  it('serves an HTTP API under an address that outputs may name', async () => {
    const plan = await planOf(httpApi());
    expect(plan.httpEndpoints).toEqual([
      { functionArn: plan.functions[0]?.arn, url: expect.stringMatching(/^https:\/\/.*\.amazonaws\.com$/) },
    ]);
    expect(plan.outputs.Api).toBe(`${plan.httpEndpoints[0]?.url}/v1`);
  });

  it.each([
    ['of web sockets', { Http: { ProtocolType: 'WEBSOCKET' } }, 'Http.ProtocolType'],
    ['for browsers of other sites', { Http: { CorsConfiguration: {} } }, 'Http.CorsConfiguration'],
    ['that calls another server', { Passing: { IntegrationType: 'HTTP_PROXY' } }, 'Passing.IntegrationType'],
    [
      'with the payload of old APIs',
      { Passing: { PayloadFormatVersion: '1.0' } },
      'Passing.PayloadFormatVersion',
    ],
    ['with routes of its own', { Route: { RouteKey: 'GET /x' } }, 'Route.RouteKey'],
    ['with an authorizer', { Route: { AuthorizationType: 'JWT' } }, 'Route.AuthorizationType'],
    ['whose paths begin with a stage', { Stage: { StageName: 'prod' } }, 'Stage.StageName'],
  ])('refuses an HTTP API %s', async (_, changes, where) => {
    await expect(planOf(httpApi(changes))).rejects.toThrow(where);
  });

  it.each([
    ['that asks for signatures', { AuthType: 'AWS_IAM' }, 'AuthType'],
    ['that streams', { AuthType: 'NONE', InvokeMode: 'RESPONSE_STREAM' }, 'InvokeMode'],
    ['for browsers of other sites', { AuthType: 'NONE', Cors: { AllowOrigins: ['*'] } }, 'Cors'],
  ])('refuses the URL of a function %s', async (_, properties, where) => {
    const Url = resource('AWS::Lambda::Url', { TargetFunctionArn: 'arn', ...properties });
    await expect(planOf({ Resources: { Url } })).rejects.toThrow(`Url.${where}`);
  });

  it('omits resources without effect on a function', async () => {
    const types = [
      'AWS::IAM::Role',
      'AWS::Logs::LogGroup',
      'AWS::CloudWatch::Alarm',
      'AWS::S3::BucketPolicy',
    ];
    const Resources = Object.fromEntries(types.map((type, index) => [`R${index}`, resource(type)]));
    expect((await planOf({ Resources })).functions).toEqual([]);
  });

  it('omits resources whose condition is false', async () => {
    const plan = await planOf({
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { Uploads: { Type: 'AWS::S3::Bucket', Condition: 'Never' } },
    });
    expect(plan.buckets).toEqual([]);
  });
});

describe('a template is refused for', () => {
  const withWorker = (it: Resource): Record<string, Resource> => ({
    Worker: lambdaFunction(),
    It: it,
  });

  it.each<[string, Resource, RegExp]>([
    [
      'a type that does not run here',
      resource('AWS::Kinesis::Stream'),
      /^It: resources of type AWS::Kinesis::Stream/,
    ],
    ['a custom resource', resource('Custom::S3BucketNotifications'), /^It: resources of type Custom::/],
    [
      'notifications to Lambda',
      resource('AWS::S3::Bucket', { NotificationConfiguration: { LambdaConfigurations: [] } }),
      /^It\.NotificationConfiguration\.LambdaConfigurations/,
    ],
    [
      'a stream without its images',
      resource('AWS::DynamoDB::Table', { StreamSpecification: {} }),
      /^It\.StreamSpecification\.StreamViewType/,
    ],
    [
      'a table in two regions',
      resource('AWS::DynamoDB::GlobalTable', { Replicas: [{}, {}] }),
      /^It\.Replicas/,
    ],
    ['a layer', lambdaFunction({ Layers: ['arn'] }), /^It\.Layers: this property is not supported/],
    ['another runtime', lambdaFunction({ Runtime: 'python3.14' }), /^It\.Runtime: expected Node\.js/],
    ['inline code', lambdaFunction({ Code: { ZipFile: 'x' } }), /^It\.Code: expected an asset/],
    [
      'an asset that is not there',
      lambdaFunction({ Code: { S3Key: 'gone.zip' } }),
      /^It\.Code: no asset gone\.zip/,
    ],
    [
      'an express state machine',
      resource('AWS::StepFunctions::StateMachine', { StateMachineType: 'EXPRESS' }),
      /^It\.StateMachineType/,
    ],
    [
      'a definition without a value',
      resource('AWS::StepFunctions::StateMachine', {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholder
        DefinitionString: '${a}',
        DefinitionSubstitutions: { b: 1 },
      }),
      /no value for \$\{a\}/,
    ],
    ['a FIFO queue', resource('AWS::SQS::Queue', { FifoQueue: true }), /^It\.FifoQueue/],
    [
      'a target that is no function',
      rule({ Targets: [{ Arn: 'arn:aws:sns:x', Id: 'T' }] }),
      /^It\.Targets\[0\]\.Arn: only Lambda functions/,
    ],
    [
      'an input transformer',
      rule({ Targets: [{ ...target, InputTransformer: {} }] }),
      /^It\.Targets\[0\]\.InputTransformer/,
    ],
    [
      'a mapping of a queue',
      resource('AWS::Lambda::EventSourceMapping', { EventSourceArn: 'arn:aws:sqs:x:y:queue' }),
      /^It\.EventSourceArn: expected the stream of a table/,
    ],
    [
      'a mapping that halves its batches',
      resource('AWS::Lambda::EventSourceMapping', { BisectBatchOnFunctionError: true }),
      /^It\.BisectBatchOnFunctionError/,
    ],
    [
      'the bus of a partner',
      resource('AWS::Events::EventBus', { EventSourceName: 'aws.partner/x' }),
      /^It\.EventSourceName/,
    ],
    [
      'a success destination',
      resource('AWS::Lambda::EventInvokeConfig', {
        FunctionName: 'f',
        Qualifier: '$LATEST',
        DestinationConfig: { OnSuccess: {} },
      }),
      /OnSuccess/,
    ],
  ])('%s', async (_, it, message) => {
    await expect(planOf({ Resources: withWorker(it) })).rejects.toThrow(message);
  });
});
