import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPageClient } from '../../../page/api/page-client.ts';
import { renewAfterMs, renewInTime } from '../../../page/embed/renew-in-time.ts';
import { memoryStorage } from '../../../page/session/memory-storage.ts';
import { createSessionStore } from '../../../page/session/session.ts';

const MINUTE = 60_000;
/** The clock of the service, which is not that of the computer. */
const SERVICE = Date.parse('2026-11-29T12:00:00Z');

function scene(renew: (n: number) => string | undefined) {
  const session = createSessionStore({
    location: { hash: '#session=rcs_1', pathname: '/', search: '' },
    history: { replaceState: () => undefined },
    sessionStorage: memoryStorage(),
  });
  const start = Date.now();
  const asked: (string | null)[] = [];
  const client = createPageClient({
    api: 'https://imports.example.com',
    session,
    async fetch(request) {
      asked.push(request.headers.get('authorization'));
      const now = SERVICE + Date.now() - start;
      return Response.json(
        { validUntil: new Date(now + 10 * MINUTE).toISOString() },
        { headers: { date: new Date(now).toUTCString() } },
      );
    },
  });
  let renewals = 0;
  renewInTime(session, client, async () => {
    renewals += 1;
    return renew(renewals);
  });
  return { session, asked, renewals: () => renewals };
}

describe('a session in a frame', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2020-01-01T00:00:00Z') }));
  afterEach(() => void vi.useRealTimers());

  it('is renewed again and again before it ends, by the clock of the service', async () => {
    const { session, asked } = scene((n) => `rcs_${n + 1}`);
    await vi.advanceTimersByTimeAsync(8 * MINUTE - 1);
    expect(session.token()).toBe('rcs_1');
    await vi.advanceTimersByTimeAsync(1);
    expect(session.token()).toBe('rcs_2');
    await vi.advanceTimersByTimeAsync(8 * MINUTE);
    expect(session.token()).toBe('rcs_3');
    expect(asked).toEqual(['Bearer rcs_1', 'Bearer rcs_2', 'Bearer rcs_3']);
  });

  it('stays when the host has no other one', async () => {
    const { session, renewals } = scene(() => undefined);
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(session.token()).toBe('rcs_1');
    expect(session.state()).toBe('ready');
    expect(renewals()).toBe(1);
  });

  it('that was renewed in the meantime is not renewed at the time of the one before', async () => {
    const { session, renewals } = scene((n) => `rcs_late_${n}`);
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    session.use('rcs_other');
    await vi.advanceTimersByTimeAsync(8 * MINUTE - 1);
    expect(renewals()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(renewals()).toBe(1);
  });

  it.each([
    ['with time left', '2026-11-29T12:10:00Z', 8 * MINUTE],
    ['that has ended', '2026-11-29T11:00:00Z', 0],
  ])('%s is renewed after %s', (_, validUntil, ms) => {
    expect(renewAfterMs(validUntil, new Date(SERVICE).toUTCString())).toBe(ms);
  });
});
