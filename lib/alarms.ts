import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Erasure } from './erasure.ts';
import type { Intake } from './intake.ts';
import type { Recovery } from './recovery.ts';
import type { StatusEvents } from './status-events.ts';
import type { Webhooks } from './webhooks.ts';
import type { Workflow } from './workflow.ts';

export interface AlarmsProps {
  readonly workflow: Workflow;
  readonly recovery: Recovery;
  readonly erasure: Erasure;
  readonly intake: Pick<Intake, 'undelivered' | 'failedStarts'>;
  readonly events: Pick<StatusEvents, 'unpublished'>;
  readonly webhooks: Pick<Webhooks, 'unsent'>;
  readonly functions: readonly lambda.IFunction[];
  /** Receives the alarms; without it they are only visible in CloudWatch. */
  readonly topicArn?: string | undefined;
}

/** Everything that an operator must investigate. docs/operations.md explains each alarm; a test checks that. */
export class Alarms extends Construct {
  // biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of alarms.
  constructor(
    scope: Construct,
    id: string,
    { workflow, recovery, erasure, intake, events, webhooks, functions, topicArn }: AlarmsProps,
  ) {
    super(scope, id);
    // Long because it is the list of all alarms, in the order of docs/operations.md.
    const action =
      topicArn === undefined ? undefined : new SnsAction(sns.Topic.fromTopicArn(this, 'Topic', topicArn));
    const raise = (
      alarmId: string,
      name: string,
      description: string,
      metric: cloudwatch.IMetric,
      periods = 1,
    ) => {
      const alarm = new cloudwatch.Alarm(this, alarmId, {
        alarmName: `${Stack.of(this).stackName}-${name}`,
        alarmDescription: `${description} See docs/operations.md.`,
        metric,
        threshold: 1,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: periods,
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      });
      if (action !== undefined) alarm.addAlarmAction(action);
    };

    raise(
      'ImportFailed',
      'import-failed',
      'An import ended in Aborted, or its e-mail could not be sent.',
      workflow.ended('Failed'),
    );
    raise(
      'ImportTimedOut',
      'import-timed-out',
      'An import ran longer than its execution may.',
      workflow.ended('TimedOut'),
    );
    raise(
      'ImportStopped',
      'import-stopped',
      'An import was stopped by hand or cancelled while it was running.',
      workflow.ended('Aborted'),
    );
    raise(
      'RecoveryFailed',
      'recovery-failed',
      'An import that was stopped could not be given its end.',
      recovery.failed(),
    );
    raise(
      'ErasureFailed',
      'erasure-failed',
      'An erasure of a user or a tenant did not come to its end.',
      erasure.failed(),
    );
    raise(
      'StatusChangeLost',
      'status-change-lost',
      'The end of an execution never reached recover-import, or the sweep could not be run.',
      waiting(recovery.lost),
    );
    raise(
      'UploadUndelivered',
      'upload-undelivered',
      'The event of an upload never reached start-import.',
      waiting(intake.undelivered),
    );
    raise(
      'ImportNotStarted',
      'import-not-started',
      'start-import failed on an upload three times, the key of the upload is not understood, or its tenant is not registered.',
      waiting(intake.failedStarts),
    );
    raise(
      'StatusChangeUnpublished',
      'status-change-unpublished',
      'Changes of the status of imports could not be put on the event bus for a day.',
      waiting(events.unpublished),
    );
    raise(
      'WebhookUnsent',
      'webhook-unsent',
      'An event never reached send-webhooks, or the function failed on it three times.',
      waiting(webhooks.unsent),
    );
    raise(
      'FunctionsThrottled',
      'functions-throttled',
      'Lambda turned calls away for a quarter of an hour.',
      throttles(functions),
      3,
    );
  }
}

function waiting(queue: sqs.IQueue): cloudwatch.IMetric {
  return queue.metricApproximateNumberOfMessagesVisible({
    statistic: 'Maximum',
    period: Duration.minutes(5),
  });
}

/** Over all functions: they share the account's concurrency. An alarm takes ten metrics at most. */
function throttles(functions: readonly lambda.IFunction[]): cloudwatch.IMetric {
  const period = Duration.minutes(5);
  const usingMetrics = Object.fromEntries(
    functions.map((task, index) => [`throttles${index}`, task.metricThrottles({ statistic: 'Sum', period })]),
  );
  return new cloudwatch.MathExpression({
    expression: 'SUM(METRICS())',
    label: 'Throttles',
    usingMetrics,
    period,
  });
}
