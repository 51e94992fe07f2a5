import { basename } from 'node:path';
import type { AsyncInvokePlan, FunctionPlan, Planned } from './planned.ts';
import { type Properties, readProperties } from './properties.ts';
import type { Stack } from './stack.ts';

const known = [
  'FunctionName',
  'Code',
  'Handler',
  'Runtime',
  'PackageType',
  'Environment',
  'MemorySize',
  'Timeout',
  'ReservedConcurrentExecutions',
  'DeadLetterConfig',
  // Without effect here: architecture, permissions, logs and traces.
  'Architectures',
  'Description',
  'EphemeralStorage',
  'KmsKeyArn',
  'LoggingConfig',
  'RecursiveLoop',
  'Role',
  'RuntimeManagementConfig',
  'Tags',
  'TracingConfig',
];

/** @throws for a layer, a file system, a container image, a runtime other than Node.js, inline code */
export function planFunction({ logicalId, constructId, identity, properties, stack }: Planned): FunctionPlan {
  const lambda = readProperties(logicalId, properties, known);
  const runtime = lambda.text('Runtime');
  if (!runtime.startsWith('nodejs'))
    throw new Error(`${logicalId}.Runtime: expected Node.js, found ${runtime}`);
  const environment = lambda.child('Environment')?.child('Variables')?.entries() ?? [];
  return {
    name: identity.ref,
    arn: identity.attributes.Arn ?? '',
    logicalId,
    constructId,
    codePath: readCode(lambda, stack),
    handler: lambda.text('Handler'),
    environment: Object.fromEntries(environment.map(([name, value]) => [name, String(value)])),
    // Lambda's defaults: 128 MB, 3 s (AWS::Lambda::Function reference).
    memoryMb: lambda.optionalNumber('MemorySize') ?? 128,
    timeoutSeconds: lambda.optionalNumber('Timeout') ?? 3,
    reservedConcurrency: lambda.optionalNumber('ReservedConcurrentExecutions'),
    deadLetterArn: lambda.child('DeadLetterConfig')?.text('TargetArn'),
  };
}

function readCode(lambda: Properties, stack: Stack): string {
  const key = lambda.child('Code')?.optionalText('S3Key');
  if (key === undefined)
    throw new Error(`${lambda.where}.Code: expected an asset (S3Key), as NodejsFunction gives it`);
  const path = stack.assets.get(basename(key, '.zip'));
  if (path === undefined) throw new Error(`${lambda.where}.Code: no asset ${key} in the cloud assembly`);
  return path;
}

/** Retries and failure destination of asynchronous invocations of a function. */
export function planEventInvokeConfig({ logicalId, properties }: Planned): AsyncInvokePlan {
  // The age limit is not enforced, because the machine may have been off for a part of the time.
  const known = [
    'FunctionName',
    'Qualifier',
    'MaximumRetryAttempts',
    'MaximumEventAgeInSeconds',
    'DestinationConfig',
  ];
  const config = readProperties(logicalId, properties, known);
  if (config.text('Qualifier') !== '$LATEST')
    throw new Error(`${logicalId}.Qualifier: only $LATEST is supported here`);
  const destinations = config.child('DestinationConfig');
  if (destinations?.json('OnSuccess') !== undefined) {
    throw new Error(
      `${logicalId}.DestinationConfig.OnSuccess: this property is not supported on one machine`,
    );
  }
  return {
    functionName: config.text('FunctionName'),
    // Lambda's default (AWS::Lambda::EventInvokeConfig reference).
    maximumRetryAttempts: config.optionalNumber('MaximumRetryAttempts') ?? 2,
    onFailureArn: destinations?.child('OnFailure')?.text('Destination'),
  };
}
