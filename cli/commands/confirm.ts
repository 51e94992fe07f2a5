import type { Command } from 'commander';
import { defineImportCommand } from '../imports/import-command.ts';

export function define(command: Command): void {
  defineImportCommand(command, {
    description: 'Confirms an import that was evaluated and waits for it. To refuse, cancel the import.',
    example: 'confirm imp_01kakr5e3h0000000000000000',
    request: (reference, { service }) => service.confirm(reference),
  });
}
