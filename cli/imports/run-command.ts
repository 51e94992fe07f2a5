import { type CommandState, endOnSignals } from '../cloud/command-state.ts';
import { reportFailure } from '../program/failure.ts';
import { makeDirectory } from '../program/make-directory.ts';
import type { StateAndJson } from '../program/shared-options.ts';
import type { ApiOptions } from '../remote/api-options.ts';
import { type ProgressDisplay, progressDisplay } from '../terminal/show-progress.ts';
import type { ImportRun } from './import-service.ts';
import { type OutputFolder, prepareOutputFolder } from './output-folder.ts';
import { describeSummary } from './summary.ts';

interface Options extends StateAndJson, ApiOptions {
  readonly out?: string;
}

/** Prints what became of an import. */
export type Show = (run: ImportRun) => void;

export interface Surroundings {
  readonly commandState: CommandState;
  readonly progress: ProgressDisplay;
  readonly json: boolean;
  readonly folder: OutputFolder;
  readonly show: Show;
}

/**
 * Runs a command that follows an import: checks first that its directories can be used, and reports what stops it in one
 * sentence.
 * @returns the exit code
 */
export async function runCommand(
  { json, state, api, out }: Options,
  commandState: CommandState,
  perform: (surroundings: Surroundings) => Promise<number>,
): Promise<number> {
  const progress = progressDisplay(process.stderr, json);
  endOnSignals(commandState, progress.stop);
  const show: Show = ({ item, summary }) => {
    progress.stop();
    process.stdout.write(
      json ? `${JSON.stringify(summary)}\n` : describeSummary(item, summary, commandState.place),
    );
  };
  try {
    if (api === undefined) await makeDirectory(state);
    const folder = await prepareOutputFolder(out);
    return await perform({ commandState, progress, json, folder, show });
  } catch (error) {
    progress.stop();
    return reportFailure(error, json);
  }
}
