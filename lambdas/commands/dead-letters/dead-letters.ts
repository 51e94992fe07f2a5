import pMap from 'p-map';
import type { SendToFunction } from '../../adapters/lambda-invocations.ts';
import type { DeadLetters, TakenLetter } from '../../adapters/sqs-dead-letters.ts';
import type { DeadLetterPlaces, DeadLetterQueue } from '../../contracts/dead-letter.ts';
import {
  type DescribedLetter,
  describeDeadLetter,
  eventOf,
} from '../../core/lifecycle/describe-dead-letter.ts';
import { takeLetters } from './take-letters.ts';

export interface DeadLetterPorts {
  readonly letters: DeadLetters;
  readonly places: DeadLetterPlaces;
  readonly sendToFunction: SendToFunction;
}

export interface QueueState {
  readonly queue: DeadLetterQueue;
  /** Approximate. */
  readonly messages: number;
  readonly canResend: boolean;
}

/** What was done with one message. `no-event`: it does not contain an event that a function could process. */
export type LetterAct = 'done' | 'not-found' | 'no-event' | 'not-resendable';

export interface ResentAll {
  readonly sent: number;
  /** Messages that do not contain an event. They stay in the queue. */
  readonly kept: number;
}

/** What operators do with the messages of dead-letter queues. */
export interface DeadLetterDesk {
  queues(): Promise<readonly QueueState[]>;
  list(queue: DeadLetterQueue, limit: number): Promise<readonly DescribedLetter[]>;
  resend(queue: DeadLetterQueue, messageId: string): Promise<LetterAct>;
  /** At most MOST_TAKEN messages. @returns undefined if the events of this queue are not sent again */
  resendAll(queue: DeadLetterQueue): Promise<ResentAll | undefined>;
  discard(queue: DeadLetterQueue, messageId: string): Promise<LetterAct>;
}

/** Of one request: one that takes them all ends before its time limit. */
export const MOST_TAKEN = 500;
const AT_ONCE = 10;

export function createDeadLetterDesk(ports: DeadLetterPorts): DeadLetterDesk {
  const { letters, places } = ports;
  return {
    queues: () =>
      pMap(Object.entries(places), async ([queue, { url, functionName }]) => ({
        queue: queue as DeadLetterQueue,
        messages: await letters.count(url),
        canResend: functionName !== undefined,
      })),
    async list(queue, limit) {
      const { url } = places[queue];
      const taken = await takeLetters(letters, url, { most: limit });
      await letters.putBack(url, taken);
      return taken
        .map(describeDeadLetter)
        .toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : -1))
        .slice(0, limit);
    },
    async resend(queue, messageId) {
      if (places[queue].functionName === undefined) return 'not-resendable';
      return withLetter(ports, { queue, messageId }, (letter) => resendOne(ports, queue, letter));
    },
    async resendAll(queue) {
      const { url, functionName } = places[queue];
      if (functionName === undefined) return undefined;
      const taken = await takeLetters(letters, url, { most: MOST_TAKEN });
      const acts = await pMap(taken, (letter) => resendOne(ports, queue, letter), { concurrency: AT_ONCE });
      const kept = taken.filter((_, index) => acts[index] === 'no-event');
      await letters.putBack(url, kept);
      return { sent: taken.length - kept.length, kept: kept.length };
    },
    discard: (queue, messageId) =>
      withLetter(ports, { queue, messageId }, async (letter) => {
        await letters.remove(places[queue].url, letter);
        return 'done';
      }),
  };
}

interface LetterOf {
  readonly queue: DeadLetterQueue;
  readonly messageId: string;
}

/** Looks among the first messages of the queue: SQS finds none by its id. */
async function withLetter(
  { letters, places }: DeadLetterPorts,
  { queue, messageId }: LetterOf,
  act: (letter: TakenLetter) => Promise<LetterAct>,
): Promise<LetterAct> {
  const { url } = places[queue];
  const isFound = ({ id }: TakenLetter) => id === messageId;
  const taken = await takeLetters(letters, url, { most: MOST_TAKEN, isFound });
  const letter = taken.find(isFound);
  const done = letter === undefined ? 'not-found' : await act(letter);
  const others = taken.filter((one) => !(isFound(one) && done === 'done'));
  await letters.putBack(url, others);
  return done;
}

/** Sends the event, and deletes the message then: after a crash in between, the function has the event twice. */
async function resendOne(
  { letters, places, sendToFunction }: DeadLetterPorts,
  queue: DeadLetterQueue,
  letter: TakenLetter,
): Promise<LetterAct> {
  const { url, functionName } = places[queue];
  const event = eventOf(letter);
  if (event === undefined || functionName === undefined) return 'no-event';
  await sendToFunction(functionName, event);
  await letters.remove(url, letter);
  return 'done';
}
