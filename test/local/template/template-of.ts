import { readPlan } from '../../../local/template/plan.ts';
import type { Plan } from '../../../local/template/planned.ts';
import type { Json, Resource, Template } from '../../../local/template/stack.ts';

/** Reads the plan of a template in a test, with one asset (`asset-hash`) and a role. */
export function planOf(
  template: Omit<Template, 'Resources'> & { readonly Resources?: Template['Resources'] },
): Promise<Plan> {
  return readPlan({
    name: 'Stack',
    region: 'eu-central-1',
    accountId: '000000000000',
    template: { ...template, Resources: { Role: { Type: 'AWS::IAM::Role' }, ...template.Resources } },
    assets: new Map([['asset-hash', '/assets/asset-hash']]),
  });
}

/** A resource of the template, by its type and properties. */
export const resource = (Type: string, Properties: { readonly [name: string]: Json } = {}): Resource => ({
  Type,
  Properties,
});

/** A function like those of NodejsFunction. */
export const lambdaFunction = (properties: { readonly [name: string]: Json } = {}): Resource =>
  resource('AWS::Lambda::Function', {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholder
    Code: { S3Bucket: { 'Fn::Sub': 'cdk-${AWS::AccountId}' }, S3Key: 'asset-hash.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    ...properties,
  });

/** An HTTP API that passes each request to one function. */
export const httpApi = (changes: Readonly<Record<string, { readonly [name: string]: Json }>> = {}) => ({
  Resources: {
    Worker: lambdaFunction(),
    Http: resource('AWS::ApiGatewayV2::Api', { Name: 'api', ProtocolType: 'HTTP', ...changes.Http }),
    Passing: resource('AWS::ApiGatewayV2::Integration', {
      ApiId: { Ref: 'Http' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': ['Worker', 'Arn'] },
      PayloadFormatVersion: '2.0',
      ...changes.Passing,
    }),
    Route: resource('AWS::ApiGatewayV2::Route', {
      ApiId: { Ref: 'Http' },
      RouteKey: '$default',
      Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Passing' }]] },
      ...changes.Route,
    }),
    Stage: resource('AWS::ApiGatewayV2::Stage', {
      ApiId: { Ref: 'Http' },
      StageName: '$default',
      ...changes.Stage,
    }),
  },
  Outputs: { Api: { Value: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Http', 'ApiEndpoint'] }, '/v1']] } } },
});
