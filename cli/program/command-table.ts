import type { Command } from 'commander';

/** What a file of `commands/` exports. */
interface CommandModule {
  /** Adds the arguments, options and help of a subcommand, and what it does: the action sets the exit code. */
  readonly define: (command: Command) => void;
}

export interface CommandEntry {
  /** Imperative, one line: for the list of subcommands. */
  readonly summary: string;
  /** Only the subcommand that is used is loaded: loading all of them takes longer than most of them run. */
  readonly load: () => Promise<CommandModule>;
}

export type CommandTable = Readonly<Record<string, CommandEntry>>;
