import type { DeadLetters, TakenLetter } from '../../adapters/sqs-dead-letters.ts';

interface TakeOptions {
  readonly most: number;
  /** Stops when a message is the one that is looked for. */
  readonly isFound?: (letter: TakenLetter) => boolean;
}

/**
 * Takes messages of a queue, until there are as many as the queue says, or `most`, or one is found. A queue that has few
 * messages is not waited for.
 */
export async function takeLetters(
  letters: Pick<DeadLetters, 'count' | 'take'>,
  queueUrl: string,
  { most, isFound = () => false }: TakeOptions,
): Promise<readonly TakenLetter[]> {
  const expected = Math.min(most, await letters.count(queueUrl));
  const taken = new Map<string, TakenLetter>();
  while (taken.size < expected) {
    const batch = await letters.take(queueUrl);
    if (batch.length === 0) break;
    // SQS delivers at least once: the last receipt counts.
    for (const letter of batch) taken.set(letter.id, letter);
    if (batch.some(isFound)) break;
  }
  return [...taken.values()];
}
