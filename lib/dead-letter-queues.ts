import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { DeadLetterPlaces, DeadLetterQueue } from '../lambdas/contracts/dead-letter.ts';
import type { Intake } from './intake.ts';
import { allow } from './permissions.ts';
import type { Recovery } from './recovery.ts';
import type { StatusEvents } from './status-events.ts';
import type { Webhooks } from './webhooks.ts';

interface DeadLettersOf {
  readonly queue: sqs.IQueue;
  /** Takes the events that are sent again. */
  readonly task?: lambda.IFunction;
}

/** The dead-letter queues of the stage, by the names of their alarms. */
export type DeadLetterQueues = Readonly<Record<DeadLetterQueue, DeadLettersOf>>;

export interface PartsWithQueues {
  readonly intake: Intake;
  readonly recovery: Recovery;
  readonly events: StatusEvents;
  readonly webhooks: Webhooks;
}

/**
 * The sweep has ended imports whose status change was lost, and the stream no longer has changes that were not published:
 * these are not sent again.
 */
export function deadLetterQueues({ intake, recovery, events, webhooks }: PartsWithQueues): DeadLetterQueues {
  return {
    'upload-undelivered': { queue: intake.undelivered, task: intake.startImport },
    'import-not-started': { queue: intake.failedStarts, task: intake.startImport },
    'webhook-unsent': { queue: webhooks.unsent, task: webhooks.sendWebhooks },
    'status-change-lost': { queue: recovery.lost },
    'status-change-unpublished': { queue: events.unpublished },
  };
}

/** For the function that works the messages off. */
export function deadLetterPlaces(queues: DeadLetterQueues): DeadLetterPlaces {
  return Object.fromEntries(
    Object.entries(queues).map(([name, { queue, task }]) => [
      name,
      { url: queue.queueUrl, ...(task !== undefined && { functionName: task.functionName }) },
    ]),
  ) as DeadLetterPlaces;
}

/** Looks at messages, deletes them, and hands their events to the functions. It cannot put a message into a queue. */
export function workOffLetters(queues: DeadLetterQueues): readonly iam.PolicyStatement[] {
  const all = Object.values(queues);
  const tasks = new Set(all.flatMap(({ task }) => task ?? []));
  return [
    allow(
      ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage'],
      all.map(({ queue }) => queue.queueArn),
    ),
    allow(
      ['lambda:InvokeFunction'],
      [...tasks].map(({ functionArn }) => functionArn),
    ),
  ];
}
