import type { Planned, RulePlan, TargetPlan } from './planned.ts';
import { type Properties, readProperties, refuseOthers } from './properties.ts';

const known = [
  'Name',
  'Description',
  'EventPattern',
  'ScheduleExpression',
  'State',
  'Targets',
  'EventBusName',
  'Tags',
];

/** @throws for another bus than the default one, and for targets that are not Lambda functions */
export function planRule({ logicalId, constructId, identity, properties }: Planned): RulePlan {
  const rule = readProperties(logicalId, properties, known);
  const bus = rule.optionalText('EventBusName') ?? 'default';
  if (bus !== 'default')
    throw new Error(`${logicalId}.EventBusName: only the default bus is supported here, found ${bus}`);
  return {
    name: identity.ref,
    logicalId,
    constructId,
    arn: identity.attributes.Arn ?? '',
    enabled: (rule.optionalText('State') ?? 'ENABLED') !== 'DISABLED',
    pattern: rule.json('EventPattern'),
    schedule: rule.optionalText('ScheduleExpression'),
    targets: rule.children('Targets').map(planTarget),
  };
}

function planTarget(target: Properties): TargetPlan {
  // RetryPolicy limits how long EventBridge tries to pass an event to Lambda. Here this never fails.
  refuseOthers(target.where, Object.fromEntries(target.entries()), [
    'Arn',
    'Id',
    'Input',
    'DeadLetterConfig',
    'RetryPolicy',
  ]);
  const functionArn = target.text('Arn');
  if (!functionArn.startsWith('arn:aws:lambda:')) {
    throw new Error(
      `${target.where}.Arn: only Lambda functions are supported as targets here, found ${functionArn}`,
    );
  }
  return {
    id: target.text('Id'),
    functionArn,
    input: target.optionalText('Input'),
    deadLetterArn: target.child('DeadLetterConfig')?.text('Arn'),
  };
}
