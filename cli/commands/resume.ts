import type { Command } from 'commander';
import type { ImportCommand } from '../../lambdas/contracts/import-commands.ts';
import { FINAL_STATUSES } from '../../lambdas/contracts/import-status.ts';
import { defineImportCommand, type RequestContext } from '../imports/import-command.ts';
import type { Refused } from '../imports/import-service.ts';

export function define(command: Command): void {
  defineImportCommand(command, {
    description:
      'Resumes an import that was aborted, cancelled or interrupted. Chunks that are done are not processed again.',
    example: 'resume imp_01kakr5e3h0000000000000000',
    request: resume,
    mayAsk: true,
  });
}

async function resume(
  command: ImportCommand,
  { service, progress, item }: RequestContext,
): Promise<Refused | undefined> {
  // The recovery may be ending an import whose process died; one that is running does not need to be resumed.
  // One that waits for its file may wait for hours, and is refused at once.
  if (!FINAL_STATUSES.has(item.status) && item.status !== 'AWAITING_UPLOAD') {
    const { status } = await service.follow(command.importId, progress.import, true);
    if (status === 'COMPLETED' || status === 'COMPLETED_WITH_ERRORS' || status === 'EVALUATED')
      return undefined;
  }
  return service.resume(command);
}
