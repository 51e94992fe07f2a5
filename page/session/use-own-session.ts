import { answer } from '../../client/connect.ts';
import type { components } from '../../client/schema.ts';
import { useClient } from '../api/use-client.ts';
import { useLoaded } from '../api/use-polled.ts';

export type OwnSession = components['schemas']['OwnSession'];
export type Permission = OwnSession['permissions'][number];

/** What the session may do. `undefined` until it is known. */
export function useOwnSession(): OwnSession | undefined {
  const client = useClient();
  return useLoaded('session', async () => answer(client.http.GET('/v1/session'))).data;
}
