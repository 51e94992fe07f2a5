import { randomUUID } from 'node:crypto';
import type { Json } from '../language/json.ts';

/** The result of an answer to a token, with the names of the API. */
type TokenAnswer = 'accepted' | 'TaskDoesNotExist' | 'TaskTimedOut';

/** A task that waits for SendTaskSuccess or SendTaskFailure. Each answer resolves when it is on disk. */
export interface WaitingTask {
  succeed(output: Json): Promise<void>;
  fail(error: Error): Promise<void>;
  heartbeat(): Promise<void>;
}

export interface TaskTokens {
  /** Creates an unguessable token for one attempt of a task. */
  mint(): string;
  open(token: string, task: WaitingTask): void;
  /** Called when the task has ended: later answers to its token get TaskTimedOut. */
  close(token: string): void;
  /** Passes the answer to the waiting task. Success and failure close the token. */
  answer(token: string, give: (task: WaitingTask) => Promise<void>): Promise<TokenAnswer>;
}

/**
 * The tokens of all executions of this process. Closed tokens are remembered, so that a late answer gets TaskTimedOut. An
 * answer to a token that was closed before a restart gets TaskDoesNotExist.
 */
export function createTaskTokens(): TaskTokens {
  const tasks = new Map<string, WaitingTask | undefined>();
  return {
    mint: () => Buffer.from(`${randomUUID()}${randomUUID()}`).toString('base64'),
    open: (token, task) => void tasks.set(token, task),
    close: (token) => void tasks.set(token, undefined),
    answer: async (token, give) => {
      if (!tasks.has(token)) return 'TaskDoesNotExist';
      const task = tasks.get(token);
      if (task === undefined) return 'TaskTimedOut';
      await give(task);
      return 'accepted';
    },
  };
}
