import { answer } from '../../../client/connect.ts';
import type { RollcallClient } from '../../../client/rollcall-client.ts';
import type { components } from '../../../client/schema.ts';

export type DeadLetter = components['schemas']['DeadLetter'];

export interface LetterQueue {
  readonly name: components['schemas']['DeadLetterQueue']['queue'];
  readonly canResend: boolean;
  /** How many there are, approximately. */
  readonly count: number;
  /** The first ones. */
  readonly letters: readonly DeadLetter[];
}

/** The dead-letter queues that have messages, with the messages. */
export async function listDeadLetters({
  http,
}: Pick<RollcallClient, 'http'>): Promise<readonly LetterQueue[]> {
  const { queues } = await answer(http.GET('/v1/stage/dead-letters'));
  return Promise.all(
    queues
      .filter(({ messages }) => messages > 0)
      .map(async ({ queue, messages: count, canResend }) => {
        const params = { path: { queue } };
        const { messages } = await answer(http.GET('/v1/stage/dead-letters/{queue}', { params }));
        return { name: queue, canResend, count: Math.max(count, messages.length), letters: messages };
      }),
  );
}
