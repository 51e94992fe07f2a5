import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unreadObject, withReservedMembers } from '../../../../lambdas/core/round-trip/reserved-members.ts';
import { lawRuns } from '../../../support/law-runs.ts';

const OWN = { record: 7, errors: 'a "quoted" reason' };
const PARSED = { 'rollcall:record': 7, 'rollcall:errors': 'a "quoted" reason' };

describe('a JSON object with Rollcall’s keys', () => {
  it('has them in front, once, and all of its other members', () => {
    const key = fc.oneof(
      fc.string(),
      fc.constantFrom('rollcall:record', 'rollcall:errors', '__proto__', '"}'),
    );
    const object = fc.dictionary(key, fc.jsonValue(), { noNullPrototype: true });
    fc.assert(
      fc.property(object, fc.nat(2), (value, indent) => {
        const text = withReservedMembers(JSON.stringify(value, null, indent), OWN);
        const { 'rollcall:record': _, 'rollcall:errors': __, ...others } = JSON.parse(JSON.stringify(value));
        expect(text.replace(/^\{\s*/, '{')).toMatch(/^\{"rollcall:record":7,"rollcall:errors":/);
        expect(text.match(/"rollcall:record":7/g)).not.toBeNull();
        expect(JSON.parse(text)).toEqual({ ...others, ...PARSED });
      }),
      lawRuns(500),
    );
  });

  it.each([
    ['{}', '{OWN}'],
    ['{ }', '{OWN }'],
    ['  {"id":1}', '  {OWN,"id":1}'],
    ['{"id":12345678901234567890}', '{OWN,"id":12345678901234567890}'],
    ['{"id":1,"id":2}', '{OWN,"id":1,"id":2}'],
    ['{"rollcall:record":3,"rollcall:errors":"x","id":1}', '{OWN,"id":1}'],
    ['{"id":1,"rollcall:record":3}', '{OWN,"id":1}'],
    ['{"rollcall:record":3}', '{OWN}'],
    ['{"a":{"rollcall:record":3},"b":["}","\\"{"]}', '{OWN,"a":{"rollcall:record":3},"b":["}","\\"{"]}'],
  ])('keeps the other text of %s', (text, expected) => {
    const own = '"rollcall:record":7,"rollcall:errors":"a \\"quoted\\" reason"';
    expect(withReservedMembers(text, OWN)).toBe(expected.replace('OWN', own));
  });

  it('has the text of a record that cannot be read as one of them', () => {
    const text = '{"id":"x"\u0001"';
    expect(JSON.parse(unreadObject(text, OWN))).toEqual({ ...PARSED, 'rollcall:text': text });
  });
});
