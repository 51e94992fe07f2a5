import { createRollcallClient, type RollcallClient } from '../../client/rollcall-client.ts';
import { reportFailure } from '../program/failure.ts';
import type { Surroundings } from '../run-command.ts';
import { plural } from '../terminal/plural.ts';
import type { Target } from './api-options.ts';
import { explainFailure } from './explain-failure.ts';
import { type RemoteService, remoteService } from './remote-service.ts';

interface ApiUse {
  readonly client: RollcallClient;
  readonly service: RemoteService;
}

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
    exitCode = await work({ client, service: remoteService(client, target.api) });
  } catch (error) {
    progress.stop();
    exitCode = reportFailure(explainFailure(error, target.api), json);
  }
  commandState.stage = { at: 'end', exitCode };
  return exitCode;
}

export function connectApi({ api, bearer }: Target, say: (line: string) => void): RollcallClient {
  return createRollcallClient({
    api,
    bearer,
    onWait: (seconds) =>
      say(`The API asks to wait ${plural(Math.ceil(seconds), 'second')}: too many requests`),
  });
}
