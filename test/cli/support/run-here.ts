import { runProgram } from '../../../cli/main/run-program.ts';

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command in this process, which saves the start of another one. Only one at a time: it takes what is written to
 * stdout and stderr. Commands that read stdin, or whose working directory matters, need a process of their own.
 */
export async function runHere(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const { env, exitCode } = process;
  const streams = (['stdout', 'stderr'] as const).map((name) => {
    const stream = process[name];
    const { write } = stream;
    stream.write = (text: string | Uint8Array) => {
      written[name] += String(text);
      return true;
    };
    return () => {
      stream.write = write;
    };
  });
  // Each command listens for signals until its process ends.
  const listeners = (['SIGINT', 'SIGTERM'] as const).map(
    (signal) => [signal, process.listeners(signal)] as const,
  );
  process.env = { ...env, ...environment };
  try {
    return { code: await runProgram(words), ...written };
  } finally {
    process.env = env;
    process.exitCode = exitCode;
    for (const restore of streams) restore();
    for (const [signal, before] of listeners)
      for (const listener of process.listeners(signal))
        if (!before.includes(listener)) process.removeListener(signal, listener);
  }
}
