import { ResumeAnswerSchema } from '../lambdas/contracts/import-commands.ts';
import { FINAL_STATUSES } from '../lambdas/contracts/import-status.ts';
import { followImport, readImport } from './follow-import.ts';
import { runImportCommand, type Surroundings } from './import-command.ts';

process.exitCode = await runImportCommand(
  {
    name: 'resume',
    description:
      'Goes on with an import that was aborted, cancelled or interrupted: what is done is not done again.',
    ask,
    mayBeAsked: true,
  },
  process.argv.slice(2),
);

async function ask(importId: string, { cloud, clients, progress }: Surroundings) {
  // One whose process died is being ended at this moment; one that is running needs no resuming.
  const found = await readImport(clients, importId);
  const { status } = FINAL_STATUSES.has(found.status)
    ? found
    : await followImport(clients, importId, progress.import, true);
  if (status === 'COMPLETED' || status === 'COMPLETED_WITH_ERRORS') return 'There is nothing left to resume.';
  const answer = ResumeAnswerSchema.parse(await cloud.invoke('ResumeImport', { importId }));
  if (answer.resumed) return undefined;
  throw new Error(answer.message);
}
