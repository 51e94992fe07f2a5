import { createHash } from 'node:crypto';
import type { Json, Resource, Stack } from './stack.ts';

/** The values of `Ref` and `Fn::GetAtt` for a resource. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Place = Pick<Stack, 'name' | 'region' | 'accountId'>;

const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/**
 * A physical name that depends only on the logical id, so that later starts find the state on disk. Names that are too long
 * for AWS are truncated, and end with a hash that keeps them unique.
 */
function nameFor(place: Place, logicalId: string, maxLength: number): string {
  const full = `${place.name}-${logicalId}`;
  if (full.length <= maxLength) return full;
  const hash = createHash('sha256').update(full).digest('hex').slice(0, 8);
  return `${full.slice(0, maxLength - 9)}-${hash}`;
}

type Identify = (place: Place, logicalId: string, properties: Resource['Properties']) => Identity;

const withArn = (ref: string, arn: string, more: Record<string, string> = {}): Identity => ({
  ref,
  attributes: { Arn: arn, ...more },
});

const bucket: Identify = (place, id, properties) => {
  const name = text(properties?.BucketName) ?? nameFor(place, id, 63).toLowerCase();
  return withArn(name, `arn:aws:s3:::${name}`, {
    DomainName: `${name}.s3.amazonaws.com`,
    RegionalDomainName: `${name}.s3.${place.region}.amazonaws.com`,
  });
};

const table: Identify = (place, id, properties) => {
  const name = text(properties?.TableName) ?? nameFor(place, id, 255);
  const arn = `arn:aws:dynamodb:${place.region}:${place.accountId}:table/${name}`;
  // On AWS, the label is the time at which the stream was enabled.
  return withArn(name, arn, { StreamArn: `${arn}/stream/2026-01-01T00:00:00.000` });
};

const lambda: Identify = (place, id, properties) => {
  const name = text(properties?.FunctionName) ?? nameFor(place, id, 64);
  return withArn(name, `arn:aws:lambda:${place.region}:${place.accountId}:function:${name}`);
};

/** As on AWS, `Ref` is the function's ARN, and an attribute is the URL. */
const functionUrl: Identify = (place, id) => {
  const name = createHash('sha256').update(`${place.name}/${id}`).digest('hex').slice(0, 32);
  const url = `https://${name}.lambda-url.${place.region}.on.aws/`;
  return { ref: url, attributes: { FunctionUrl: url } };
};

const httpApi: Identify = (place, id) => {
  const apiId = createHash('sha256').update(`${place.name}/${id}`).digest('hex').slice(0, 10);
  const endpoint = `https://${apiId}.execute-api.${place.region}.amazonaws.com`;
  return { ref: apiId, attributes: { ApiId: apiId, ApiEndpoint: endpoint } };
};

const distribution: Identify = (place, id) => {
  const hash = createHash('sha256').update(`${place.name}/${id}`).digest('hex');
  return {
    ref: hash.slice(0, 14).toUpperCase(),
    attributes: { DomainName: `d${hash.slice(0, 13)}.cloudfront.net` },
  };
};

const originAccessControl: Identify = (place, id) => {
  const hash = createHash('sha256').update(`${place.name}/${id}`).digest('hex').slice(0, 14).toUpperCase();
  return { ref: hash, attributes: { Id: hash } };
};

const queue: Identify = (place, id, properties) => {
  const name = text(properties?.QueueName) ?? nameFor(place, id, 80);
  const url = `https://sqs.${place.region}.amazonaws.com/${place.accountId}/${name}`;
  return {
    ref: url,
    attributes: {
      Arn: `arn:aws:sqs:${place.region}:${place.accountId}:${name}`,
      QueueName: name,
      QueueUrl: url,
    },
  };
};

const stateMachine: Identify = (place, id, properties) => {
  const name = text(properties?.StateMachineName) ?? nameFor(place, id, 80);
  const arn = `arn:aws:states:${place.region}:${place.accountId}:stateMachine:${name}`;
  return withArn(arn, arn, { Name: name });
};

const rule: Identify = (place, id, properties) => {
  const name = text(properties?.Name) ?? nameFor(place, id, 64);
  return withArn(name, `arn:aws:events:${place.region}:${place.accountId}:rule/${name}`);
};

const eventBus: Identify = (place, id, properties) => {
  const name = text(properties?.Name) ?? nameFor(place, id, 256);
  return withArn(name, `arn:aws:events:${place.region}:${place.accountId}:event-bus/${name}`, { Name: name });
};

const topic: Identify = (place, id, properties) => {
  const name = text(properties?.TopicName) ?? nameFor(place, id, 256);
  const arn = `arn:aws:sns:${place.region}:${place.accountId}:${name}`;
  return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
};

const logGroup: Identify = (place, id, properties) => {
  const name = text(properties?.LogGroupName) ?? nameFor(place, id, 512);
  return withArn(name, `arn:aws:logs:${place.region}:${place.accountId}:log-group:${name}:*`);
};

const key: Identify = (place, id) => {
  const hex = createHash('sha256').update(`${place.name}/${id}`).digest('hex');
  const keyId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  return withArn(keyId, `arn:aws:kms:${place.region}:${place.accountId}:key/${keyId}`, { KeyId: keyId });
};

/** For resources that do not run here but may be referenced, such as a role, a policy or an alarm. */
const other: Identify = (place, id) => {
  const name = nameFor(place, id, 64);
  return withArn(name, `arn:aws:iam::${place.accountId}:role/${name}`);
};

const byType: Readonly<Record<string, Identify>> = {
  'AWS::S3::Bucket': bucket,
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': lambda,
  'AWS::Lambda::Url': functionUrl,
  'AWS::ApiGatewayV2::Api': httpApi,
  'AWS::CloudFront::Distribution': distribution,
  'AWS::CloudFront::OriginAccessControl': originAccessControl,
  'AWS::SQS::Queue': queue,
  'AWS::StepFunctions::StateMachine': stateMachine,
  'AWS::Events::Rule': rule,
  'AWS::Events::EventBus': eventBus,
  'AWS::SNS::Topic': topic,
  'AWS::Logs::LogGroup': logGroup,
  'AWS::KMS::Key': key,
};

/** Names all resources of the stack before any of them is read, so that references can point to any of them. */
export function identify(stack: Stack): ReadonlyMap<string, Identity> {
  return new Map(
    Object.entries(stack.template.Resources).map(([id, resource]) => [
      id,
      (byType[resource.Type] ?? other)(stack, id, resource.Properties),
    ]),
  );
}
