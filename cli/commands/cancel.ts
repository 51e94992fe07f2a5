import type { Command } from 'commander';
import { defineImportCommand } from '../imports/import-command.ts';

export function define(command: Command): void {
  defineImportCommand(command, {
    description:
      'Cancels an import. Records that it has imported stay imported; the others are in unprocessed-records.',
    example: 'cancel imp_01kakr5e3h0000000000000000',
    request: (reference, { service }) => service.cancel(reference),
  });
}
