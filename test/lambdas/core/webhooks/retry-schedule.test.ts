import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MOST_RETRY_AFTER_MS,
  nextAttempt,
  retryAfterMs,
} from '../../../../lambdas/core/webhooks/retry-schedule.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { NOW } from '../../support/import-item.ts';

const HOUR_MS = 3_600_000;
const inMs = (ms: number) => new Date(NOW.getTime() + ms);

describe('Retry-After of an endpoint', () => {
  it.each([
    ['seconds', '120', 120_000],
    ['a date', inMs(90_000).toUTCString(), 90_000],
    ['a date in the past', inMs(-90_000).toUTCString(), 0],
    ['more than 4 hours', '999999', MOST_RETRY_AFTER_MS],
    ['too many digits', '9'.repeat(40), 0],
    ['a negative number', '-5', 0],
    ['something else', 'soon', 0],
    ['nothing', undefined, 0],
    ['an empty text', '', 0],
  ])('is read: %s', (_, text, ms) => {
    expect(retryAfterMs(text, NOW)).toBe(ms);
  });

  it('is never undercut, never shortens the schedule, and never exceeds the end of the message', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 24 * HOUR_MS }),
        fc.integer({ min: 0, max: MOST_RETRY_AFTER_MS }),
        (attempts, left, askedMs) => {
          const delivery = { attempts, giveUpAt: inMs(left).toISOString() };
          const usual = nextAttempt(delivery, NOW)?.getTime() ?? 0;
          const due = nextAttempt(delivery, NOW, askedMs)?.getTime() ?? 0;
          expect(due).toBe(Math.min(Math.max(usual, NOW.getTime() + askedMs), NOW.getTime() + left));
        },
      ),
      lawRuns(100),
    );
  });
});
