import { createRollcallClient, type RollcallClient } from '../../client/rollcall-client.ts';
import { plural } from '../terminal/plural.ts';
import type { Target } from './api-options.ts';
import { storedCredential } from './credentials.ts';
import { renewedSession } from './operator-session.ts';

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
