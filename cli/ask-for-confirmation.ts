import { CancelAnswerSchema, ConfirmAnswerSchema } from '../lambdas/contracts/import-commands.ts';
import type { OpenedCloud } from '../local/open-cloud.ts';
import type { CommandState } from './command-state.ts';
import type { ImportRun } from './fetch-outcome.ts';
import { commandLine } from './program/command-line.ts';
import { describeSummary } from './summary.ts';
import { askYesNo } from './terminal/ask-yes-no.ts';
import { canAsk } from './terminal/capabilities.ts';
import type { ProgressDisplay } from './terminal/show-progress.ts';

export interface ConfirmationContext {
  readonly cloud: OpenedCloud;
  readonly commandState: CommandState;
  readonly progress: ProgressDisplay;
  /** `--yes`: confirm without asking. */
  readonly yes: boolean;
}

/**
 * Confirms or cancels an import that waits for a confirmation: by `--yes`, else by asking at the terminal. Without both, the
 * import keeps waiting in a cloud that keeps running; in a cloud that ends with this command it is cancelled.
 * @returns whether the import continues to an end
 */
export async function askForConfirmation(
  { item, summary }: ImportRun,
  { cloud, commandState, progress, yes }: ConfirmationContext,
): Promise<boolean> {
  progress.stop();
  const { importId } = item;
  const line = (name: 'confirm' | 'cancel') => commandLine(name, importId, commandState.state);
  const answer = yes ? 'yes' : await askAtTerminal(describeSummary(item, summary, commandState.state));
  if (answer === 'yes') {
    const confirmed = ConfirmAnswerSchema.parse(await cloud.invoke('ConfirmImport', { importId }));
    if (!confirmed.confirmed) progress.step(confirmed.message);
    return true;
  }
  if (answer === 'not asked' && !commandState.isOwn) {
    progress.step(`The import waits for a confirmation: ${line('confirm')} or ${line('cancel')}`);
    return false;
  }
  if (answer === 'not asked')
    progress.step(
      'The import needs a confirmation and there is no terminal to ask on: it is cancelled. Use --yes to confirm in advance.',
    );
  CancelAnswerSchema.parse(await cloud.invoke('CancelImport', { importId }));
  return true;
}

/** @param preview what the import would do, and its first errors */
async function askAtTerminal(preview: string): Promise<'yes' | 'no' | 'not asked'> {
  if (!canAsk()) return 'not asked';
  process.stderr.write(`${preview}\n`);
  const terminal = { input: process.stdin, output: process.stderr };
  return (await askYesNo('Import it? [y/N] ', terminal)) ? 'yes' : 'no';
}
