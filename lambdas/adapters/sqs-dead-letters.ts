import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { DeadLetter } from '../contracts/dead-letter.ts';
import { awsClientConfig } from './aws-client-config.ts';

/** A message that others do not see until it is put back, or HIDDEN_SECONDS have passed. */
export interface TakenLetter extends DeadLetter {
  readonly receipt: string;
}

/** The messages of dead-letter queues. SQS has no way to look at a message without taking it. */
export interface DeadLetters {
  /** Approximate: also messages that others have taken are not counted. */
  count(queueUrl: string): Promise<number>;
  /** Takes at most ten messages. An empty list: there are no more. */
  take(queueUrl: string): Promise<readonly TakenLetter[]>;
  putBack(queueUrl: string, letters: readonly TakenLetter[]): Promise<void>;
  remove(queueUrl: string, letter: TakenLetter): Promise<void>;
}

/** The most that one request takes. */
const BATCH = 10;
/** Longer than an operation of the API takes. */
const HIDDEN_SECONDS = 30;
/** With a wait, SQS asks all of its servers: without one, it misses messages of queues that have few. */
const WAIT_SECONDS = 1;

export function createSqsDeadLetters(
  // The URL of a queue names AWS, and the endpoint may be another one.
  client = new SQSClient({ ...awsClientConfig(), useQueueUrlAsEndpoint: false }),
): DeadLetters {
  return {
    async count(QueueUrl) {
      const AttributeNames = ['ApproximateNumberOfMessages' as const];
      const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
      return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
    },
    async take(QueueUrl) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: BATCH,
          VisibilityTimeout: HIDDEN_SECONDS,
          WaitTimeSeconds: WAIT_SECONDS,
          MessageSystemAttributeNames: ['SentTimestamp'],
          MessageAttributeNames: ['All'],
        }),
      );
      return Messages.map(letterOf);
    },
    async putBack(QueueUrl, letters) {
      for (let start = 0; start < letters.length; start += BATCH) {
        const Entries = letters.slice(start, start + BATCH).map(({ receipt }, index) => ({
          Id: String(index),
          ReceiptHandle: receipt,
          VisibilityTimeout: 0,
        }));
        await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
      }
    },
    async remove(QueueUrl, { receipt }) {
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receipt }));
    },
  };
}

function letterOf({ MessageId, ReceiptHandle, Body, Attributes, MessageAttributes }: Message): TakenLetter {
  return {
    id: MessageId ?? '',
    receipt: ReceiptHandle ?? '',
    sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString(),
    body: parse(Body ?? ''),
    attributes: Object.fromEntries(
      Object.entries(MessageAttributes ?? {}).map(([name, { StringValue }]) => [name, StringValue ?? '']),
    ),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
