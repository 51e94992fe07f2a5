import { CancelAnswerSchema } from '../lambdas/contracts/import-commands.ts';
import { runImportCommand } from './import-command.ts';

process.exitCode = await runImportCommand(
  {
    name: 'cancel',
    description: 'Stops an import. What it wrote stays; what it did not is in its unprocessed records.',
    ask: async (importId, { cloud }) => {
      const answer = CancelAnswerSchema.parse(await cloud.invoke('CancelImport', { importId }));
      if (answer.accepted) return undefined;
      if (answer.code === 'NoSuchImport') throw new Error(answer.message);
      return answer.message;
    },
  },
  process.argv.slice(2),
);
