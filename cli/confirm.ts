import { ConfirmAnswerSchema } from '../lambdas/contracts/import-commands.ts';
import { runImportCommand } from './import-command.ts';

process.exitCode = await runImportCommand(
  {
    name: 'confirm',
    description: 'Says yes to an import that was evaluated and waits for it. To say no, cancel it.',
    ask: async (importId, { cloud }) => {
      const answer = ConfirmAnswerSchema.parse(await cloud.invoke('ConfirmImport', { importId }));
      if (answer.confirmed) return undefined;
      throw new Error(answer.message);
    },
  },
  process.argv.slice(2),
);
