import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { otherFeedName, readFeedName } from '../../../../lambdas/core/naming/feed-name.ts';

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

  it('of a data file may say that it is compressed', () => {
    expect(readFeedName('user_feed_data_20180321110559.json.gz', NOW)).toMatchObject({
      ok: true,
      half: 'data',
    });
  });

  it.each([
    ['something else', 'users.json', /^users.json is no name of a user feed's file/],
    ['another kind of half', 'user_feed_body_20180321110559.json', /is no name/],
    ['another letter case', 'User_Feed_Data_20180321110559.json', /is no name/],
    ['another extension', 'user_feed_data_20180321110559.csv', /is no name/],
    ['no timestamp', 'user_feed_data_.json', /"" is no YYYYMMDDHHMMSS/],
    ['a date alone', 'user_feed_data_20180321.json', /"20180321" is no YYYYMMDDHHMMSS/],
    ['a month that no year has', 'user_feed_data_20181321110559.json', /is no YYYYMMDDHHMMSS/],
    ['a day that no month has', 'user_feed_data_20180231110559.json', /is no YYYYMMDDHHMMSS/],
    ['an hour that no day has', 'user_feed_data_20180321240000.json', /is no YYYYMMDDHHMMSS/],
    ['a second that no minute has', 'user_feed_data_20180321110560.json', /is no YYYYMMDDHHMMSS/],
    ['a time that is yet to come', 'user_feed_data_20261122100001.json', /more than a day ahead/],
    ['a header that is compressed', 'user_feed_header_20180321110559.json.gz', /only data files may be/],
  ])('is refused with %s, naming the convention', (_, name, message) => {
    const read = readFeedName(name, NOW);
    expect(read.ok ? '' : read.message).toMatch(message);
    expect(read.ok ? '' : read.message).toContain('user_feed_header_YYYYMMDDHHMMSS.json');
  });
});
