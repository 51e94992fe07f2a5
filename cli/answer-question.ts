import { CancelAnswerSchema, ConfirmAnswerSchema } from '../lambdas/contracts/import-commands.ts';
import type { OpenedCloud } from '../local/open-cloud.ts';
import { askPerson } from './ask-person.ts';
import type { Course } from './course.ts';
import type { ImportRun } from './fetch-outcome.ts';
import { npmCommand } from './npm-command.ts';
import type { ProgressDisplay } from './show-progress.ts';
import { describeSummary } from './summary.ts';

export interface Asked {
  readonly cloud: OpenedCloud;
  readonly course: Course;
  readonly progress: ProgressDisplay;
  /** The answer that was given in advance. */
  readonly yes: boolean;
}

/**
 * Answers an import that asks for its confirmation: as the arguments say, else as the person at the terminal says. Where
 * there is neither, it waits on in a cloud that runs on; in one that ends with this command it is cancelled.
 * @returns whether it goes on to an end
 */
export async function answerQuestion(
  { item, summary }: ImportRun,
  { cloud, course, progress, yes }: Asked,
): Promise<boolean> {
  progress.stop();
  const { importId } = item;
  const line = (name: 'confirm' | 'cancel') => npmCommand(name, importId, course.state);
  const answer = yes ? 'yes' : await askWhoeverIsThere(describeSummary(item, summary, course.state));
  if (answer === 'yes') {
    const confirmed = ConfirmAnswerSchema.parse(await cloud.invoke('ConfirmImport', { importId }));
    if (!confirmed.confirmed) progress.step(confirmed.message);
    return true;
  }
  if (answer === 'nobody' && !course.isOwn) {
    progress.step(`The import waits: ${line('confirm')}, or ${line('cancel')}`);
    return false;
  }
  if (answer === 'nobody')
    progress.step('Nobody is here to confirm the import: it is cancelled. Say --yes to import it at once.');
  CancelAnswerSchema.parse(await cloud.invoke('CancelImport', { importId }));
  return true;
}

/** `foretold`: what the import would do, where it is shown, and the first errors. */
async function askWhoeverIsThere(foretold: string): Promise<'yes' | 'no' | 'nobody'> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return 'nobody';
  process.stderr.write(`${foretold}\n`);
  const terminal = { input: process.stdin, output: process.stderr };
  return (await askPerson('Import it? [y/N] ', terminal)) ? 'yes' : 'no';
}
