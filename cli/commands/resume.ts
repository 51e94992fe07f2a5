import type { Command } from 'commander';
import { type ImportCommand, ResumeAnswerSchema } from '../../lambdas/contracts/import-commands.ts';
import { FINAL_STATUSES } from '../../lambdas/contracts/import-status.ts';
import { followImport } from '../follow-import.ts';
import { defineImportCommand, type RequestContext } from '../import-command.ts';
import { readImport } from '../import-progress.ts';
import { Refusal } from '../program/failure.ts';

export function define(command: Command): void {
  defineImportCommand(command, {
    description:
      'Resumes an import that was aborted, cancelled or interrupted. Chunks that are done are not processed again.',
    example: 'resume imp_01kakr5e3h0000000000000000',
    request: resume,
    mayAsk: true,
  });
}

async function resume(command: ImportCommand, { cloud, clients, progress }: RequestContext): Promise<void> {
  const { importId } = command;
  // The recovery may be ending an import whose process died; one that is running does not need to be resumed.
  const found = await readImport(clients, importId);
  if (!FINAL_STATUSES.has(found.status)) {
    const { status } = await followImport(clients, importId, progress.import, true);
    if (status === 'COMPLETED' || status === 'COMPLETED_WITH_ERRORS' || status === 'EVALUATED') return;
  }
  const answer = ResumeAnswerSchema.parse(await cloud.invoke('ResumeImport', command));
  if (!answer.resumed) throw new Refusal(answer.code, answer.message);
}
