import { type CommandState, howToAnswer } from '../cloud/command-state.ts';
import { type Answer, askYesNo } from '../terminal/ask-yes-no.ts';
import { canAsk } from '../terminal/capabilities.ts';
import type { ProgressDisplay } from '../terminal/show-progress.ts';
import type { ImportRun, ImportService } from './import-service.ts';
import { describeSummary } from './summary.ts';

export interface ConfirmationContext {
  readonly service: ImportService;
  readonly commandState: CommandState;
  readonly progress: ProgressDisplay;
  /** `--yes`: confirm without asking. */
  readonly yes: boolean;
}

/**
 * Confirms or cancels an import that waits for a confirmation: by `--yes`, else by asking at the terminal. Without an answer,
 * the import keeps waiting, also when the cloud ends with this command. Ctrl-C ends the command.
 * @returns whether the import continues to an end
 */
export async function askForConfirmation(
  { item, summary }: ImportRun,
  { service, commandState, progress, yes }: ConfirmationContext,
): Promise<boolean> {
  progress.stop();
  const { importId, tenant } = item;
  commandState.stage = { at: 'question', importId };
  const answer = yes ? 'yes' : await askAtTerminal(describeSummary(item, summary, commandState.place));
  if (answer === 'interrupted') return interrupt();
  if (answer === 'yes') {
    commandState.stage = { at: 'import', importId };
    const refused = await service.confirm({ importId, tenant });
    if (refused !== undefined) progress.step(refused.message);
    return true;
  }
  if (answer !== 'no') {
    progress.step(
      answer === 'no terminal'
        ? 'This import needs a confirmation, but there is no terminal.'
        : 'This import needs a confirmation, but there was no answer.',
    );
    progress.step(howToAnswer(importId, commandState.place));
    return false;
  }
  commandState.stage = { at: 'import', importId };
  await service.cancel({ importId, tenant });
  return true;
}

/** The terminal is in raw mode during a question, so Ctrl-C sent no signal: endOnSignals ends the process. */
function interrupt(): Promise<never> {
  process.kill(process.pid, 'SIGINT');
  return new Promise(() => undefined);
}

/** @param preview what the import would do, and its first errors */
async function askAtTerminal(preview: string): Promise<Answer | 'no terminal'> {
  if (!canAsk()) return 'no terminal';
  process.stderr.write(`${preview}\n`);
  const terminal = { input: process.stdin, output: process.stderr };
  return askYesNo('Import it? (no cancels the import) [y/N] ', terminal);
}
