import type { Command } from 'commander';
import { CommandState } from '../command-state.ts';
import { defineImportArguments } from '../import-arguments.ts';
import { exits } from '../program/shared-options.ts';
import { placeOf, targetOf } from '../remote/api-options.ts';
import { importByApi } from '../remote/import-by-api.ts';
import { runCommand } from '../run-command.ts';
import { runImport } from '../run-import.ts';

export function define(command: Command): void {
  defineImportArguments(
    command,
    exits((args) => {
      const target = targetOf(args);
      return runCommand(args, new CommandState(placeOf(args)), (surroundings) =>
        target === undefined ? runImport(args, surroundings) : importByApi(target, args, surroundings),
      );
    }),
  );
}
