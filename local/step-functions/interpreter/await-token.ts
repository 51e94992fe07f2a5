import type { Json } from '../language/json.ts';
import { StatesError } from '../language/states-error.ts';
import type { TaskEvents } from './task-kind.ts';
import type { TaskTokens } from './task-tokens.ts';

/** Longest heartbeat that one timer of Node can wait for, milliseconds (24.8 days). */
const longestTimerMs = 2_147_483_647;

/** An open token, and the output that SendTaskSuccess sends for it. */
export interface AwaitedToken {
  readonly output: Promise<Json>;
  /** Invalidates the token and stops its heartbeat timer. Called when the task has ended for any reason. */
  end(): void;
}

/**
 * Opens `token` and waits for its answer, which may arrive before the function has returned. The result of the function
 * is ignored, but its error fails the task. The output rejects with a StatesError: the function's error,
 * SendTaskFailure's, or States.HeartbeatTimeout.
 */
export function awaitToken(
  tokens: TaskTokens,
  token: string,
  invoked: Promise<Json>,
  heartbeatSeconds: number | undefined,
  events: TaskEvents,
): AwaitedToken {
  const { promise, resolve, reject } = Promise.withResolvers<Json>();
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const end = () => {
    over = true;
    clearTimeout(timer);
    tokens.close(token);
  };
  const fail = (error: Error) => {
    end();
    reject(error);
  };
  const expectHeartbeat = () => {
    clearTimeout(timer);
    if (heartbeatSeconds === undefined) return;
    const missed = new StatesError('States.HeartbeatTimeout', 'No heartbeat came within HeartbeatSeconds.');
    timer = setTimeout(() => fail(missed), Math.min(heartbeatSeconds * 1_000, longestTimerMs));
  };
  const succeed = (output: Json) => {
    end();
    resolve(output);
  };
  tokens.open(token, { succeed, fail, heartbeat: expectHeartbeat });
  expectHeartbeat();
  invoked.then((output) => over || events.submitted(output), fail);
  return { output: promise, end };
}
