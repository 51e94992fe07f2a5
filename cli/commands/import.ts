import type { Command } from 'commander';
import { CommandState } from '../cloud/command-state.ts';
import { runCommand } from '../imports/run-command.ts';
import { defineImportArguments } from '../new-import/import-arguments.ts';
import { runImport } from '../new-import/run-import.ts';
import { exits } from '../program/shared-options.ts';
import { placeOf } from '../remote/api-options.ts';

export function define(command: Command): void {
  defineImportArguments(
    command,
    exits((args) =>
      runCommand(args, new CommandState(placeOf(args)), (surroundings) => runImport(args, surroundings)),
    ),
  );
}
