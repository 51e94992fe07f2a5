import type { Command } from 'commander';
import { runProgram } from '../../../cli/main/run-program.ts';

/**
 * Parses a command line as the program does, without running the command.
 * @returns the arguments, or the exit code of `--help` and usage errors
 */
export async function readArguments<T>(
  define: (command: Command, run: (args: T) => void) => void,
  argv: readonly string[],
): Promise<T | number> {
  let read: T | undefined;
  const command = {
    summary: '',
    load: async () => ({
      define: (command: Command) =>
        define(command, (args) => {
          read = args;
        }),
    }),
  };
  const exitCode = await runProgram(['tested', ...argv], {}, { tested: command });
  return read ?? exitCode;
}
