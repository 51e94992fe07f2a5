import { describe, expect, it } from 'vitest';
import { parseSchedule } from '../../../local/event-bridge/schedule.ts';

describe('a schedule expression', () => {
  it.each([
    ['rate(1 minute)', '2026-11-21T10:00:30.000Z', '2026-11-21T10:01:30.000Z'],
    ['rate(12 hours)', '2026-11-21T10:00:00.000Z', '2026-11-21T22:00:00.000Z'],
    ['rate(2 days)', '2026-11-21T10:00:00.000Z', '2026-11-23T10:00:00.000Z'],
    ['cron(0/15 * * * ? *)', '2026-11-21T10:15:00.000Z', '2026-11-21T10:30:00.000Z'],
    ['cron(0 8 * * ? *)', '2026-11-21T10:15:00.000Z', '2026-11-22T08:00:00.000Z'],
    ['cron(30 6 ? * MON-FRI *)', '2026-11-21T10:15:00.000Z', '2026-11-23T06:30:00.000Z'],
    ['cron(0 0 29 FEB ? *)', '2026-11-21T10:15:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['cron(5,10 10 21 11 ? 2027)', '2026-11-21T10:15:00.000Z', '2027-11-21T10:05:00.000Z'],
  ])('%s is due next after %s at %s', (expression, after, expected) => {
    expect(parseSchedule(expression, 'Rule')(new Date(after)).toISOString()).toBe(expected);
  });

  it('is never due in a year that has passed', () => {
    expect(parseSchedule('cron(0 0 1 1 ? 2020)', 'Rule')(new Date('2026-01-01')).getTime()).toBeNaN();
  });

  it.each([
    'rate(0 minutes)',
    'rate(1 week)',
    'at(2026-01-01T00:00:00)',
    'cron(0 8 * * *)',
    'cron(0 8 L * ? *)',
    'cron(61 * * * ? *)',
  ])('%s is refused', (expression) => {
    expect(() => parseSchedule(expression, 'Nightly')).toThrow(/^Nightly: /);
  });
});
