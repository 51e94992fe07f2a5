import { answer } from '../../client/connect.ts';
import { createRollcallClient } from '../../client/rollcall-client.ts';
import { KEY_SESSION_PERMISSIONS, SESSION_MINUTES } from '../../lambdas/contracts/import-session.ts';

interface DemoTenant {
  /** The address of the page, with a slash at the end. */
  readonly page: string;
  readonly api: string;
  readonly apiKey: string;
}

/** Minutes after which the page needs another session. */
export const DEMO_SESSION_MINUTES = SESSION_MINUTES.most;

/**
 * The address of the page with a new session of the key's tenant, which sees all imports of the tenant. The session is in
 * the fragment, which browsers send to no server.
 */
export async function pageWithSession({ page, api, apiKey }: DemoTenant): Promise<string> {
  const { http } = createRollcallClient({ api, bearer: apiKey });
  // Who starts the cloud administrates its tenant: keys are created on the page, too.
  const permissions = [...KEY_SESSION_PERMISSIONS];
  const body = { role: 'tenant-admin' as const, permissions, minutes: DEMO_SESSION_MINUTES };
  const { token } = await answer(http.POST('/v1/sessions', { body }));
  return `${page}#session=${token}`;
}
