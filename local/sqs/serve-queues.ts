import { createHash } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { DeadLetter, DeadLetters } from '../event-bridge/dead-letters.ts';
import { createServer } from '../http.ts';
import { listen } from '../listen.ts';
import type { QueuePlan } from '../template/planned.ts';

interface QueuesOptions {
  readonly queues: readonly QueuePlan[];
  readonly letters: Pick<DeadLetters, 'read' | 'remove'>;
  readonly now: () => Date;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html, 2026-11 */
const MOST_RECEIVED = 10;
const DEFAULT_VISIBILITY_SECONDS = 30;

interface Input {
  readonly QueueUrl: string;
  readonly MaxNumberOfMessages?: number;
  readonly VisibilityTimeout?: number;
  readonly ReceiptHandle?: string;
  readonly Entries?: readonly {
    readonly Id: string;
    readonly ReceiptHandle: string;
    readonly VisibilityTimeout: number;
  }[];
}

/** When a message that was received is visible again, by its id. */
type Hidden = Map<string, number>;
type Answer = (options: QueuesOptions, hidden: Hidden, queue: QueuePlan, input: Input) => Promise<object>;

const OPERATIONS: Readonly<Record<string, Answer>> = {
  async GetQueueAttributes(options, hidden, queue) {
    const visible = await visibleLetters(options, hidden, queue);
    return { Attributes: { ApproximateNumberOfMessages: String(visible.length) } };
  },
  async ReceiveMessage(options, hidden, queue, input) {
    const { MaxNumberOfMessages: most = 1, VisibilityTimeout: seconds = DEFAULT_VISIBILITY_SECONDS } = input;
    const visible = await visibleLetters(options, hidden, queue);
    const received = visible.slice(0, Math.min(most, MOST_RECEIVED));
    for (const { id } of received) hidden.set(id, options.now().getTime() + seconds * 1000);
    return { Messages: received.map(messageOf) };
  },
  async ChangeMessageVisibilityBatch({ now }, hidden, _, { Entries = [] }) {
    for (const { ReceiptHandle, VisibilityTimeout } of Entries)
      hidden.set(ReceiptHandle, now().getTime() + VisibilityTimeout * 1000);
    return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
  },
  async DeleteMessage({ letters }, hidden, { name }, { ReceiptHandle = '' }) {
    await letters.remove(name, ReceiptHandle);
    hidden.delete(ReceiptHandle);
    return {};
  },
};

/** Serves the part of SQS that works off dead letters. */
export async function serveQueues(options: QueuesOptions): Promise<{ server: Server; endpoint: string }> {
  const hidden: Hidden = new Map();
  const server = createServer((request, response) => {
    answer(options, hidden, request, response).catch((error: unknown) =>
      refuse(response, 500, 'InternalFailure', String(error)),
    );
  });
  return { server, endpoint: await listen(server, 0) };
}

async function answer(
  options: QueuesOptions,
  hidden: Hidden,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = String(request.headers['x-amz-target']).replace(/^AmazonSQS\./, '');
  const run = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (run === undefined) return refuse(response, 400, 'InvalidAction', `${name} is not supported here`);
  const input = JSON.parse(await text(request)) as Input;
  const queue = options.queues.find(({ url }) => url === input.QueueUrl);
  if (queue === undefined)
    return refuse(response, 400, 'QueueDoesNotExist', `There is no queue ${input.QueueUrl}.`);
  const body = await run(options, hidden, queue, input);
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
}

async function visibleLetters({ letters, now }: QueuesOptions, hidden: Hidden, { name }: QueuePlan) {
  const time = now().getTime();
  return (await letters.read(name)).filter(({ id }) => (hidden.get(id) ?? 0) <= time);
}

function messageOf({ id, time, body, attributes }: DeadLetter) {
  const Body = JSON.stringify(body);
  return {
    MessageId: id,
    ReceiptHandle: id,
    Body,
    MD5OfBody: createHash('md5').update(Body).digest('hex'),
    Attributes: { SentTimestamp: String(Date.parse(time)) },
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
    ),
  };
}

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  response
    .writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
    .end(JSON.stringify({ __type: `com.amazonaws.sqs#${type}`, message }));
}
