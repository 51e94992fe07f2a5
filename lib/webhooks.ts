import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EVENT_SOURCE, STATUS_CHANGED } from '../lambdas/contracts/status-changed.ts';
import { DELIVERY_REQUESTED } from '../lambdas/contracts/webhook.ts';
import type { TaskCode } from './bundle-tasks.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { onIndex, onTable } from './permissions.ts';
import { sendMailFrom } from './send-mail-permission.ts';
import type { StageConfig } from './stage-config.ts';
import type { StatusEvents } from './status-events.ts';
import { DUE_INDEX, type Tables } from './tables.ts';
import { TaskFunction } from './task-function.ts';

export interface WebhooksProps {
  readonly stage: string;
  readonly config: StageConfig;
  readonly code: TaskCode;
  readonly tables: Tables;
  readonly events: StatusEvents;
}

/** Messages to the endpoints of tenants: docs/events.md. */
export class Webhooks extends Construct {
  /** Events that SendWebhooks failed on. Messages that an endpoint does not accept are in the table instead. */
  readonly unsent: sqs.Queue;
  readonly sendWebhooks: TaskFunction<'SendWebhooks'>;

  constructor(scope: Construct, id: string, props: WebhooksProps) {
    super(scope, id);
    const { stage, config, code, tables } = props;
    this.unsent = new DeadLetterQueue(this, 'Unsent');
    this.sendWebhooks = new TaskFunction(this, 'SendWebhooks', {
      code,
      environment: {
        IMPORTS_TABLE: tables.imports.tableName,
        WEBHOOKS_TABLE: tables.webhooks.tableName,
        WEBHOOK_HOSTS: webhookHosts(stage),
        SENDER_ADDRESS: config.senderAddress,
        FALLBACK_NOTIFY_ADDRESS: config.fallbackNotifyAddress,
      },
      permissions: [
        onTable(tables.imports, 'GetItem'),
        onTable(tables.webhooks, 'GetItem', 'PutItem', 'UpdateItem', 'Query'),
        onIndex(tables.webhooks, DUE_INDEX),
        sendMailFrom(Stack.of(this), config.senderAddress),
      ],
    });
    this.sendWebhooks.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(this.unsent),
    });
    const target = new targets.LambdaFunction(this.sendWebhooks, {
      deadLetterQueue: this.unsent,
      retryAttempts: 185,
      maxEventAge: Duration.hours(24),
    });
    new events.Rule(this, 'MessageDue', {
      description: 'An event that is sent to the endpoints of tenants',
      eventBus: props.events.bus,
      eventPattern: { source: [EVENT_SOURCE], detailType: [STATUS_CHANGED, DELIVERY_REQUESTED] },
      targets: [target],
    });
    new events.Rule(this, 'Retries', {
      description: 'Sends messages again that endpoints of tenants have not accepted',
      schedule: events.Schedule.rate(Duration.minutes(1)),
      targets: [target],
    });
  }
}

/** On one machine, a receiver may run on the same machine. */
export function webhookHosts(stage: string): 'public' | 'loopback' {
  return stage === 'local' ? 'loopback' : 'public';
}
