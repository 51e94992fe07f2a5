import type { Command } from 'commander';
import { ConfirmAnswerSchema } from '../../lambdas/contracts/import-commands.ts';
import { defineImportCommand } from '../import-command.ts';
import { Refusal } from '../program/failure.ts';

export function define(command: Command): void {
  defineImportCommand(command, {
    description: 'Confirms an import that was evaluated and waits for it. To refuse, cancel the import.',
    example: 'confirm imp_01kakr5e3h0000000000000000',
    request: async (reference, { cloud }) => {
      const answer = ConfirmAnswerSchema.parse(await cloud.invoke('ConfirmImport', reference));
      if (!answer.confirmed) throw new Refusal(answer.code, answer.message);
    },
  });
}
