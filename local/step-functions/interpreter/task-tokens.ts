import { randomUUID } from 'node:crypto';
import type { Json } from '../language/json.ts';

/** What became of an answer to a token, in the words of the API. */
type TokenAnswer = 'accepted' | 'TaskDoesNotExist' | 'TaskTimedOut';

/** A task that waits for SendTaskSuccess or SendTaskFailure. */
export interface WaitingTask {
  succeed(output: Json): void;
  fail(error: Error): void;
  heartbeat(): void;
}

export interface TaskTokens {
  /** A token for one attempt of one task; unguessable. */
  mint(): string;
  open(token: string, task: WaitingTask): void;
  /** The task is over: answers to its token get TaskTimedOut from now on. */
  close(token: string): void;
  /** Gives the answer to the waiting task; success and failure use the token up. */
  answer(token: string, give: (task: WaitingTask) => void): TokenAnswer;
}

/**
 * The tokens of all executions of this process. A closed token is remembered so that a late answer hears
 * TaskTimedOut; a token from before a restart hears TaskDoesNotExist.
 */
export function createTaskTokens(): TaskTokens {
  const tasks = new Map<string, WaitingTask | undefined>();
  return {
    mint: () => Buffer.from(`${randomUUID()}${randomUUID()}`).toString('base64'),
    open: (token, task) => void tasks.set(token, task),
    close: (token) => void tasks.set(token, undefined),
    answer: (token, give) => {
      if (!tasks.has(token)) return 'TaskDoesNotExist';
      const task = tasks.get(token);
      if (task === undefined) return 'TaskTimedOut';
      give(task);
      return 'accepted';
    },
  };
}
