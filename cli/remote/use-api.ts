import { createRollcallClient, type RollcallClient } from '../../client/rollcall-client.ts';
import { type ApiUse, importService } from '../api-service.ts';
import { reportFailure } from '../program/failure.ts';
import type { Surroundings } from '../run-command.ts';
import { plural } from '../terminal/plural.ts';
import type { Target } from './api-options.ts';
import { storedCredential } from './credentials.ts';
import { explainFailure } from './explain-failure.ts';
import { renewedSession } from './operator-session.ts';

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

export function connectApi({ api, bearer }: Target, say: (line: string) => void): RollcallClient {
  return createRollcallClient({
    api,
    bearer: renewing(api, bearer),
    onWait: (seconds) =>
      say(`The API asks to wait ${plural(Math.ceil(seconds), 'second')}: too many requests`),
  });
}

/** A session that an operator has stored is renewed near its end; a command can take longer than it is valid. */
function renewing(api: string, bearer: string): Target['bearer'] | (() => Promise<string>) {
  const stored = storedCredential(api, process.env);
  const isStored = stored?.kind === 'operator' && stored.token === bearer;
  return isStored ? renewedSession(api, process.env, fetch) : bearer;
}
