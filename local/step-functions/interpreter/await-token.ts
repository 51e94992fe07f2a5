import type { Json } from '../language/json.ts';
import { StatesError } from '../language/states-error.ts';
import type { Flow } from './flow.ts';
import type { TaskEvents } from './task-kind.ts';

/** Longest heartbeat that one timer of Node can wait for, milliseconds (24.8 days). */
const longestTimerMs = 2_147_483_647;

/** An open token, and the output that SendTaskSuccess sends for it. */
export interface AwaitedToken {
  readonly output: Promise<Json>;
  /** Invalidates the token and stops its heartbeat timer. Called when the task has ended for any reason. */
  end(): void;
}

export interface TokenTask {
  readonly token: string;
  /** The function that was given the token; undefined when it has returned before a restart. */
  readonly invoked: Promise<Json> | undefined;
  readonly heartbeatSeconds: number | undefined;
  /** The last heartbeat, or the start of the attempt, epoch milliseconds. */
  readonly heartbeatAt: number;
  readonly events: TaskEvents;
}

/**
 * Opens a token and waits for its answer, which may arrive before the function has returned. The result of the function
 * is ignored, but its error fails the task. The output rejects with a StatesError: the function's error,
 * SendTaskFailure's, or States.HeartbeatTimeout. Once the function has returned, the wait is stored.
 */
export function awaitToken(task: TokenTask, { services, execution, position }: Flow): AwaitedToken {
  const { token, heartbeatSeconds } = task;
  const { promise, resolve, reject } = Promise.withResolvers<Json>();
  let timer: NodeJS.Timeout | undefined;
  let { heartbeatAt } = task;
  let isSubmitted = task.invoked === undefined;
  let over = false;
  const end = (): Promise<void> => {
    over = true;
    clearTimeout(timer);
    services.tokens.close(token);
    return execution.hold(position, undefined);
  };
  const store = async () => {
    if (isSubmitted && !over) await execution.hold(position, { token, heartbeatAt });
  };
  const fail = (error: Error) => {
    const stored = end();
    reject(error);
    return stored;
  };
  const expectHeartbeat = () => {
    clearTimeout(timer);
    if (heartbeatSeconds === undefined) return;
    const missed = new StatesError('States.HeartbeatTimeout', 'No heartbeat came within HeartbeatSeconds.');
    const remainingMs = heartbeatAt + heartbeatSeconds * 1_000 - services.now().getTime();
    timer = setTimeout(() => fail(missed), Math.min(Math.max(remainingMs, 0), longestTimerMs));
  };
  const succeed = (output: Json) => {
    const stored = end();
    resolve(output);
    return stored;
  };
  const heartbeat = () => {
    heartbeatAt = services.now().getTime();
    expectHeartbeat();
    return store();
  };
  services.tokens.open(token, { succeed, fail, heartbeat });
  expectHeartbeat();
  task.invoked?.then((output) => {
    if (over) return undefined;
    task.events.submitted(output);
    isSubmitted = true;
    return store();
  }, fail);
  return { output: promise, end: () => void end() };
}
