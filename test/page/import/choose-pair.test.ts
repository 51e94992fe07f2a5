import { describe, expect, it } from 'vitest';
import { judgePair } from '../../../page/import/choose-pair.ts';

const file = (name: string, text = '[]') => new File([text], name);
const header = file('user_feed_header_20261101080000.json');
const data = file('user_feed_data_20261101080000.json.gz');
const later = file('user_feed_data_20261102080000.json');
const LIMITS = { maxBytes: 100, now: new Date('2026-11-29') };
const ACCEPTED = { kind: 'accepted', file: data, header };

describe('judgePair', () => {
  it('accepts a header file and its data file, in any order, together or one after the other', () => {
    expect(judgePair([header, data], undefined, LIMITS)).toEqual(ACCEPTED);
    expect(judgePair([data, header], later, LIMITS)).toEqual(ACCEPTED);
    expect(judgePair([header], data, LIMITS)).toEqual(ACCEPTED);
    expect(judgePair([data], header, LIMITS)).toEqual(ACCEPTED);
  });

  it('names the file that is missing', () => {
    const missing = { kind: 'half', half: data, missing: 'user_feed_header_20261101080000.json' };
    expect(judgePair([data], undefined, LIMITS)).toEqual(missing);
    // The same half was chosen again.
    expect(judgePair([data], later, LIMITS)).toEqual(missing);
  });

  it.each([
    ['two data files', [data, later]],
    ['files of different times', [header, later]],
    ['more than two files', [header, data, later]],
  ])('refuses %s', (_, files) => {
    expect(judgePair(files, undefined, LIMITS)).toMatchObject({ kind: 'no-pair' });
  });

  it('refuses a file of another time than the half that was chosen before', () => {
    const names = [header.name, later.name];
    expect(judgePair([later], header, LIMITS)).toEqual({ kind: 'no-pair', names });
  });

  it('says what the names of the files must be', () => {
    const found = judgePair([file('users.json')], undefined, LIMITS);
    expect(found).toMatchObject({ kind: 'misnamed' });
    expect(found).toHaveProperty('message', expect.stringContaining('user_feed_header_YYYYMMDDHHMMSS.json'));
  });

  it('refuses a file that is empty or too large, and says nothing when the dialog was closed', () => {
    expect(judgePair([file(header.name, '')], undefined, LIMITS)).toEqual({ kind: 'empty' });
    const large = file(later.name, 'x'.repeat(101));
    expect(judgePair([large], header, LIMITS)).toEqual({ kind: 'too-large', maxBytes: 100 });
    expect(judgePair([], header, LIMITS)).toBeUndefined();
  });
});
