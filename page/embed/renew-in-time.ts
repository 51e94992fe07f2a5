import type { RollcallClient } from '../../client/rollcall-client.ts';
import type { Renew, SessionStore } from '../session/session.ts';

/** Of the time that a session has left: the rest is for a host that does not answer at once. */
const SHARE = 0.8;

/** @returns when to renew a session, by the clock of the service: that of the computer may be wrong */
export function renewAfterMs(validUntil: string, date: string | null): number {
  const now = date === null ? Date.now() : Date.parse(date);
  return Math.max(0, (Date.parse(validUntil) - now) * SHARE);
}

/** Renews each session before it ends, so that no request is refused. If that fails, the next refused request renews it. */
export function renewInTime(session: SessionStore, client: RollcallClient, renew: Renew): void {
  let token = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = async () => {
    if (session.state() !== 'ready' || session.token() === token) return;
    const planned = session.token();
    token = planned;
    clearTimeout(timer);
    const { data, response } = await client.http.GET('/v1/session');
    if (data?.validUntil === undefined || session.token() !== planned) return;
    timer = setTimeout(
      async () => {
        const next = await renew();
        if (next !== undefined && session.token() === planned) session.use(next);
      },
      renewAfterMs(data.validUntil, response.headers.get('date')),
    );
  };
  const planNow = () => void plan().catch(() => undefined);
  session.subscribe(planNow);
  planNow();
}
