import type { Planned, QueuePlan } from './planned.ts';
import { readProperties } from './properties.ts';

const known = [
  'QueueName',
  // Without effect here: no consumer receives from a queue, and its messages remain in a file.
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'MessageRetentionPeriod',
  'MaximumMessageSize',
  'ReceiveMessageWaitTimeSeconds',
  'SqsManagedSseEnabled',
  'Tags',
  'VisibilityTimeout',
];

/** Queues are supported only as dead-letter queues. @throws for a FIFO queue, a redrive, a delay */
export function planQueue({ logicalId, constructId, identity, properties }: Planned): QueuePlan {
  readProperties(logicalId, properties, known);
  return {
    logicalId,
    constructId,
    name: identity.attributes.QueueName ?? logicalId,
    url: identity.ref,
    arn: identity.attributes.Arn ?? '',
  };
}
