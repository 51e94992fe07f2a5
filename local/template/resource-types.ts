/** The types that this cloud runs. */
const runTypes = [
  'AWS::S3::Bucket',
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Lambda::Function',
  'AWS::Lambda::Url',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::StepFunctions::StateMachine',
  'AWS::Events::Rule',
  'AWS::SQS::Queue',
] as const;

export type RunType = (typeof runTypes)[number];

/**
 * Types that are knowingly left out: who may do what, who is told, what is measured, how it is encrypted.
 * Nothing that a function or a state machine could observe on one machine depends on them.
 */
const leftOut: readonly RegExp[] = [
  /^AWS::IAM::/,
  /^AWS::Logs::/,
  /^AWS::CloudWatch::/,
  /^AWS::KMS::/,
  /^AWS::SNS::/,
  /^AWS::SES::/,
  /^AWS::Budgets::/,
  /^AWS::CDK::Metadata$/,
  /^AWS::Lambda::Permission$/,
  /^AWS::S3::BucketPolicy$/,
  /^AWS::SQS::QueuePolicy$/,
];

/** @throws for a type that would be missed: neither run nor knowingly left out */
export function isRun(type: string, logicalId: string): type is RunType {
  if ((runTypes as readonly string[]).includes(type)) return true;
  if (leftOut.some((pattern) => pattern.test(type))) return false;
  throw new Error(`${logicalId}: resources of type ${type} do not run on one machine`);
}
