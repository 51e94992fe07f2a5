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

/** @throws for targets that are not Lambda functions */
export function planRule({ logicalId, constructId, identity, properties }: Planned): RulePlan {
  const rule = readProperties(logicalId, properties, known);
  return {
    name: identity.ref,
    bus: busName(rule.optionalText('EventBusName') ?? 'default'),
    logicalId,
    constructId,
    arn: identity.attributes.Arn ?? '',
    enabled: (rule.optionalText('State') ?? 'ENABLED') !== 'DISABLED',
    pattern: rule.json('EventPattern'),
    schedule: rule.optionalText('ScheduleExpression'),
    targets: rule.children('Targets').map(planTarget),
  };
}

/** A rule may name its bus by the ARN. */
function busName(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);
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
