import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { LambdaError } from './lambda-error.ts';
import { createLogReader } from './log-reader.ts';
import type { ErrorBody, InvokeMessage, RuntimeMessage } from './messages.ts';

const bootstrap = fileURLToPath(new URL('./runtime/bootstrap.ts', import.meta.url));

/** Lambda's init phase ends after 10 s: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const initTimeoutMs = 10_000;

export interface RuntimeProcess {
  /** Milliseconds from the start of the process to a loaded handler. @throws LambdaError */
  readonly ready: Promise<number>;
  /** One at a time. @throws LambdaError; the process may have ended then */
  invoke(message: InvokeMessage, timeoutMs: number): Promise<{ payload: string; maxRssMb: number }>;
  readonly alive: boolean;
  /** Resolves when the process has ended and its output was read. */
  readonly gone: Promise<void>;
  /** Kills it at once and resolves when it is gone. */
  kill(): Promise<void>;
}

/**
 * Starts a function's process. It ends by itself when this one is gone.
 * @param onLine lines of its stdout and stderr
 */
export function startRuntimeProcess(options: {
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
  const closed = new Promise<void>((resolve) =>
    child.once('close', () => resolve()).once('error', () => resolve()),
  );
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null && child.connected;

  /** The next message, after the log lines before it; or how the process ended. */
  async function reply(
    requestId: string,
    timeoutMs: number,
    timedOut: () => ErrorBody,
  ): Promise<RuntimeMessage> {
    const waiting = new AbortController();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    try {
      const message = once(child, 'message', { signal: waiting.signal }).then(
        ([value]) => value as RuntimeMessage,
      );
      message.catch(() => undefined);
      const first = await Promise.race([message, closed]);
      if (first === undefined) {
        return { kind: 'error', error: late ? timedOut() : exitError(requestId, child), maxRssMb: 0 };
      }
      await Promise.race([logs.end(), closed]);
      return first;
    } finally {
      clearTimeout(timer);
      waiting.abort();
    }
  }

  const ready = reply('', initTimeoutMs, () => ({
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: Error: Task timed out after ${(initTimeoutMs / 1000).toFixed(2)} seconds`,
  })).then((message) => {
    if (message.kind === 'ready') return performance.now() - startedAt;
    throw new LambdaError(
      message.kind === 'result' ? { errorType: 'Error', errorMessage: '' } : message.error,
    );
  });
  ready.catch(() => undefined);

  return {
    ready,
    gone: closed,
    get alive() {
      return isAlive();
    },
    async invoke(message, timeoutMs) {
      const replied = reply(message.requestId, timeoutMs, () => ({
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${message.requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
      }));
      child.send(message, () => undefined);
      const answer = await replied;
      if (answer.kind === 'result') return answer;
      throw new LambdaError(
        answer.kind === 'ready' ? { errorType: 'Error', errorMessage: '' } : answer.error,
      );
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** How Lambda puts the end of a process that did not answer. */
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
