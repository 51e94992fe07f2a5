import type { Command } from 'commander';
import { CancelAnswerSchema } from '../../lambdas/contracts/import-commands.ts';
import { defineImportCommand } from '../import-command.ts';
import { Refusal } from '../program/failure.ts';

export function define(command: Command): void {
  defineImportCommand(command, {
    description:
      'Cancels an import. Records that it has imported stay imported; the others are in unprocessed-records.',
    example: 'cancel imp_01kakr5e3h0000000000000000',
    request: async (reference, { cloud }) => {
      const answer = CancelAnswerSchema.parse(await cloud.invoke('CancelImport', reference));
      if (!answer.accepted) throw new Refusal(answer.code, answer.message);
    },
  });
}
