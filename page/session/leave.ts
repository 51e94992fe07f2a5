import { forgetUploads, hasUnsent } from '../upload/uploads.ts';
import type { SessionStore } from './session.ts';

/** A sign-out does not wait longer for the API: the session ends by itself within an hour. */
const END_WITHIN_MS = 3000;

export { hasUnsent };

/**
 * Ends the session, and removes from this browser what it has of it: the next person may be another one. The page begins
 * again, so that its memory has nothing of files either.
 */
export async function leave(session: Pick<SessionStore, 'end'>): Promise<void> {
  const forgotten = forgetUploads();
  const headers = { authorization: `Bearer ${session.end()}` };
  const signal = AbortSignal.timeout(END_WITHIN_MS);
  await Promise.allSettled([
    fetch(`${location.origin}/v1/session`, { method: 'DELETE', headers, signal, keepalive: true }),
    forgotten,
  ]);
  history.replaceState(null, '', '#/');
  location.reload();
}
