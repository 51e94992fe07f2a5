import type { Command } from 'commander';
import { CommandState } from '../command-state.ts';
import { defineImportArguments } from '../import-arguments.ts';
import { exits } from '../program/shared-options.ts';
import { runCommand } from '../run-command.ts';
import { runImport } from '../run-import.ts';

export function define(command: Command): void {
  defineImportArguments(
    command,
    exits((args) => {
      return runCommand(args, new CommandState(args.state), (surroundings) => runImport(args, surroundings));
    }),
  );
}
