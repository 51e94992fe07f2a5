import * as events from 'aws-cdk-lib/aws-events';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { TaskCode } from './bundle-tasks.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { allow } from './permissions.ts';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';
import { TaskFunction } from './task-function.ts';

export interface StatusEventsProps {
  readonly code: TaskCode;
  readonly storage: Storage;
  readonly tables: Tables;
}

/** DynamoDB keeps the records of a stream for a day. */
const RECORD_LIFE = Duration.hours(24);

/** From a change of an import's status to an event on the bus: docs/events.md. */
export class StatusEvents extends Construct {
  /** A bus of its own: two stages of an account do not mix, and other accounts can be given access to nothing else. */
  readonly bus: events.EventBus;
  /** Where in the stream changes are that could not be put on the bus for a day. */
  readonly unpublished: sqs.Queue;

  constructor(scope: Construct, id: string, { code, storage, tables }: StatusEventsProps) {
    super(scope, id);
    const streamArn = tables.imports.tableStreamArn as string;
    this.bus = new events.EventBus(this, 'Bus', {
      eventBusName: Stack.of(this).stackName,
      description: 'Changes of the status of imports',
    });
    this.unpublished = new DeadLetterQueue(this, 'Unpublished');
    const task = new TaskFunction(this, 'PublishStatusChanges', {
      code,
      environment: { EVENT_BUS: this.bus.eventBusName, RESULTS_BUCKET: storage.results.bucketName },
      permissions: [
        allow(['events:PutEvents'], [this.bus.eventBusArn]),
        allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [streamArn]),
        allow(['dynamodb:ListStreams'], [`${tables.imports.tableArn}/stream/*`]),
      ],
    });
    new lambda.EventSourceMapping(this, 'ImportChanges', {
      target: task,
      eventSourceArn: streamArn,
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      reportBatchItemFailures: true,
      // Tried again for as long as the stream has the record: a change that is given up would be lost.
      maxRecordAge: RECORD_LIFE,
      onFailure: new SqsDlq(this.unpublished),
      filters: [
        lambda.FilterCriteria.filter({
          eventName: lambda.FilterRule.or('INSERT', 'MODIFY'),
          // An import, and a request to send a message (itemKeys): not chunks, which are written often.
          dynamodb: { Keys: { item: { S: ['import', 'delivery-request'] } } },
        }),
      ],
    });
  }
}
