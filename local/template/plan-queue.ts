import type { Planned, QueuePlan } from './planned.ts';
import { readProperties } from './properties.ts';

const known = [
  'QueueName',
  // Without effect: nothing receives from a queue here, its messages lie in a file until they are deleted.
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'MessageRetentionPeriod',
  'MaximumMessageSize',
  'ReceiveMessageWaitTimeSeconds',
  'SqsManagedSseEnabled',
  'Tags',
  'VisibilityTimeout',
];

/** Queues exist here as dead-letter queues only. @throws for a FIFO queue, a redrive, a delay */
export function planQueue({ logicalId, constructId, identity, properties }: Planned): QueuePlan {
  readProperties(logicalId, properties, known);
  return {
    logicalId,
    constructId,
    name: identity.attributes.QueueName ?? logicalId,
    arn: identity.attributes.Arn ?? '',
  };
}
