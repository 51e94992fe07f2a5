import { reportFailure } from '../program/failure.ts';
import type { Target } from '../remote/api-options.ts';
import { connectApi } from '../remote/connect-api.ts';
import { explainFailure } from '../remote/explain-failure.ts';
import { type ApiUse, importService } from './api-service.ts';
import type { Surroundings } from './run-command.ts';

/** Runs `work` with a deployed stage, and reports its errors. @returns the exit code of `work`, or of the error */
export async function useApi(
  target: Target,
  { commandState, progress, json }: Pick<Surroundings, 'commandState' | 'progress' | 'json'>,
  work: (use: ApiUse) => Promise<number>,
): Promise<number> {
  // What runs elsewhere continues without this command.
  commandState.isOwn = false;
  progress.step(`Using the API ${target.api}`);
  const client = connectApi(target, progress.step);
  let exitCode: number;
  try {
    exitCode = await work({ client, service: importService(client, { api: target.api }) });
  } catch (error) {
    progress.stop();
    exitCode = reportFailure(explainFailure(error, target), json);
  }
  commandState.stage = { at: 'end', exitCode };
  return exitCode;
}
