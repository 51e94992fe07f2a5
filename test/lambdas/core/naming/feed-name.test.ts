import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextFeedNames, otherFeedName, readFeedName } from '../../../../lambdas/core/naming/feed-name.ts';

const NOW = new Date('2026-11-21T10:00:00Z');

describe('the name of a file of a user feed', () => {
  it('is read back, for every second until a day from now', () => {
    const seconds = fc.integer({ min: 0, max: NOW.getTime() / 1000 + 86_400 });
    fc.assert(
      fc.property(fc.constantFrom('header', 'data'), seconds, (half, second) => {
        const timestamp = new Date(second * 1000).toISOString().replace(/\D/g, '').slice(0, 14);
        expect(readFeedName(`user_feed_${half}_${timestamp}.json`, NOW)).toEqual({
          ok: true,
          half,
          timestamp,
        });
        const other = half === 'header' ? 'data' : 'header';
        expect(otherFeedName(half, timestamp)).toBe(`user_feed_${other}_${timestamp}.json`);
      }),
    );
  });

  it.each([
    ['user_feed_data_20180321110559.json', '20261121100000'],
    ['user_feed_data_20261121103000.json.gz', '20261121103001'],
    ['users.json', '20261121100000'],
  ])('of the pair after %s is later, and that of now if it can be: %s', (before, timestamp) => {
    const names = nextFeedNames(before, NOW);
    for (const half of ['header', 'data'] as const)
      expect(readFeedName(names[half], NOW)).toEqual({ ok: true, half, timestamp });
  });

  it('of a data file may end with .gz', () => {
    expect(readFeedName('user_feed_data_20180321110559.json.gz', NOW)).toMatchObject({
      ok: true,
      half: 'data',
    });
  });

  it.each([
    ['an unrelated name', 'users.json', /^users.json is not a valid name of a user feed file/],
    ['an unknown half', 'user_feed_body_20180321110559.json', /is not a valid name/],
    ['a different letter case', 'User_Feed_Data_20180321110559.json', /is not a valid name/],
    ['an unknown extension', 'user_feed_data_20180321110559.csv', /is not a valid name/],
    ['no timestamp', 'user_feed_data_.json', /expected YYYYMMDDHHMMSS, found ""/],
    ['a date without a time', 'user_feed_data_20180321.json', /expected YYYYMMDDHHMMSS, found "20180321"/],
    ['month 13', 'user_feed_data_20181321110559.json', /is not valid: expected YYYYMMDDHHMMSS/],
    ['31 February', 'user_feed_data_20180231110559.json', /is not valid: expected YYYYMMDDHHMMSS/],
    ['hour 24', 'user_feed_data_20180321240000.json', /is not valid: expected YYYYMMDDHHMMSS/],
    ['second 60', 'user_feed_data_20180321110560.json', /is not valid: expected YYYYMMDDHHMMSS/],
    ['a time more than a day ahead', 'user_feed_data_20261122100001.json', /more than a day after/],
    ['a compressed header', 'user_feed_header_20180321110559.json.gz', /only data files may be compressed/],
  ])('is refused with %s, and the message states the convention', (_, name, message) => {
    const read = readFeedName(name, NOW);
    expect(read.ok ? '' : read.message).toMatch(message);
    expect(read.ok ? '' : read.message).toContain('user_feed_header_YYYYMMDDHHMMSS.json');
  });
});
