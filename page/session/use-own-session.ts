import { answer } from '../../client/connect.ts';
import type { components } from '../../client/schema.ts';
import { useClient } from '../api/use-client.ts';
import { type Polled, useLoaded } from '../api/use-polled.ts';

export type OwnSession = components['schemas']['OwnSession'];
export type Permission = OwnSession['permissions'][number];

/** What the session may do. `undefined` until it is known. */
export function useOwnSession(): OwnSession | undefined {
  return useLoadedSession().data;
}

/** For screens that cannot be shown without it. */
export function useLoadedSession(): Polled<OwnSession> {
  const client = useClient();
  return useLoaded('session', () => answer(client.http.GET('/v1/session')));
}

/** Whether the session may do something. False until it is known. */
export function usePermission(permission: Permission): boolean {
  return useOwnSession()?.permissions.includes(permission) ?? false;
}
