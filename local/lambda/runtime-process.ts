import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LambdaError } from './lambda-error.ts';
import { createLogReader } from './log-reader.ts';
import type { ErrorBody, InvokeMessage, RuntimeMessage } from './messages.ts';

const bootstrap = fileURLToPath(new URL('./runtime/bootstrap.ts', import.meta.url));

/**
 * Lambda's init phase ends after 10 s: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 * The limit here is longer, because many processes may start at once on few cores: a start that takes 0.6 s on an idle
 * machine must not fail on a busy one.
 */
const initTimeoutMs = 120_000;

type Reply = Extract<RuntimeMessage, { kind: 'ready' | 'result' }>;

export interface RuntimeProcess {
  readonly id: string;
  /** Milliseconds from the start of the process to a loaded handler. @throws LambdaError */
  readonly ready: Promise<number>;
  /** Sends one invocation; only one may run at a time. @throws LambdaError; the process may have ended then */
  invoke(message: InvokeMessage, timeoutMs: number): Promise<{ payload: string; maxRssMb: number }>;
  readonly alive: boolean;
  /** Resolves when the process has ended and all its output was read. */
  readonly gone: Promise<void>;
  /** Kills the process and resolves when it has ended. */
  kill(): Promise<void>;
}

/**
 * Starts a function's process. It exits by itself when this process ends.
 * @param onLine called with each line of its stdout and stderr
 */
export function startRuntimeProcess(options: {
  readonly id: string;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly heapMb: number;
  readonly onLine: (line: string) => void;
}): RuntimeProcess {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [`--max-old-space-size=${options.heapMb}`, bootstrap], {
    env: options.env,
    cwd: options.cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const logs = createLogReader([child.stdout, child.stderr], options.onLine);
  const happened = (event: 'close' | 'disconnect'): Promise<void> =>
    new Promise((resolve) => child.once(event, () => resolve()).once('error', () => resolve()));
  // Wait for both: the last message of a process can arrive after its exit, until the channel is closed.
  const closed = Promise.all([happened('close'), happened('disconnect')]).then(() => undefined);
  let dying = false;
  const isAlive = (): boolean =>
    !dying && child.exitCode === null && child.signalCode === null && child.connected;

  /** The next message, after the log lines before it were read. @throws LambdaError for an error, a timeout, or the end of the process */
  async function reply(requestId: string, timeoutMs: number): Promise<Reply> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    const next = Promise.withResolvers<RuntimeMessage>();
    // A signal that is aborted to end the wait costs an invocation more than all its other messages.
    const receive = (value: unknown) => next.resolve(value as RuntimeMessage);
    child.once('message', receive);
    try {
      const message = await Promise.race([next.promise, closed]);
      dying = message === undefined || message.kind === 'died';
      if (message === undefined) {
        throw new LambdaError(late ? timeoutError(requestId, timeoutMs) : exitError(requestId, child));
      }
      await Promise.race([logs.end(), closed]);
      if ('error' in message) throw new LambdaError(message.error);
      return message;
    } finally {
      clearTimeout(timer);
      child.off('message', receive);
    }
  }

  const ready = reply('', initTimeoutMs).then(() => performance.now() - startedAt);
  ready.catch(() => undefined);

  return {
    id: options.id,
    ready,
    gone: closed,
    get alive() {
      return isAlive();
    },
    async invoke(message, timeoutMs) {
      const replied = reply(message.requestId, timeoutMs);
      // If the process has ended already, `reply` rejects with its end.
      child.send(message, () => undefined);
      const answer = await replied;
      if (answer.kind === 'ready') throw new Error('a function started twice');
      return answer;
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

const timeoutError = (requestId: string, timeoutMs: number): ErrorBody => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
});

/** The error that Lambda reports when a process ends without an answer. */
function exitError(requestId: string, { exitCode, signalCode }: ChildProcess): ErrorBody {
  const prefix = `RequestId: ${requestId} Error: Runtime exited`;
  if (signalCode === 'SIGKILL') {
    return { errorType: 'Runtime.OutOfMemory', errorMessage: `${prefix} with error: signal: killed` };
  }
  const how =
    signalCode === null
      ? `exit status ${exitCode}`
      : `signal: ${signalCode === 'SIGABRT' ? 'aborted' : signalCode}`;
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: exitCode === 0 ? `${prefix} without providing a reason` : `${prefix} with error: ${how}`,
  };
}
