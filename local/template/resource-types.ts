/** The supported types. */
const supportedTypes = [
  'AWS::S3::Bucket',
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Lambda::Function',
  'AWS::Lambda::Url',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudFront::OriginAccessControl',
  'Custom::CDKBucketDeployment',
  'AWS::StepFunctions::StateMachine',
  'AWS::Events::Rule',
  'AWS::Events::EventBus',
  'AWS::SQS::Queue',
] as const;

export type SupportedType = (typeof supportedTypes)[number];

/**
 * Types that are ignored: permissions, notifications, metrics, encryption. A function or a state machine on one machine
 * cannot observe them.
 */
const ignoredTypes: readonly RegExp[] = [
  /^AWS::IAM::/,
  /^AWS::Logs::/,
  /^AWS::CloudWatch::/,
  /^AWS::KMS::/,
  /^AWS::SNS::/,
  /^AWS::SES::/,
  /^AWS::Budgets::/,
  /^AWS::CDK::Metadata$/,
  /^AWS::Lambda::Permission$/,
  // A function with a layer is refused, unless it only serves a custom resource.
  /^AWS::Lambda::LayerVersion$/,
  /^AWS::S3::BucketPolicy$/,
  /^AWS::SQS::QueuePolicy$/,
];

/** @throws for a type that is neither supported nor ignored */
export function isSupported(type: string, logicalId: string): type is SupportedType {
  if ((supportedTypes as readonly string[]).includes(type)) return true;
  if (ignoredTypes.some((pattern) => pattern.test(type))) return false;
  throw new Error(`${logicalId}: resources of type ${type} are not supported on one machine`);
}
