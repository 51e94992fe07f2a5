import type { Command } from 'commander';
import { CommandState } from '../command-state.ts';
import { defineImportArguments } from '../import-arguments.ts';
import { exits } from '../program/shared-options.ts';
import { placeOf } from '../remote/api-options.ts';
import { runCommand } from '../run-command.ts';
import { runImport } from '../run-import.ts';

export function define(command: Command): void {
  defineImportArguments(
    command,
    exits((args) =>
      runCommand(args, new CommandState(placeOf(args)), (surroundings) => runImport(args, surroundings)),
    ),
  );
}
