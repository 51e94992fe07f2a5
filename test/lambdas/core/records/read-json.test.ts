import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../../lambdas/core/records/json-text/read-json.ts';
import { lawRuns } from '../../../support/law-runs.ts';

describe('a JSON number', () => {
  const lossOf = (text: string) => readJson(`{"a":${text}}`).numbers?.get('a');

  it.each([
    ['9007199254740993', 9007199254740992],
    ['12345678901234567890', 12345678901234567000],
    ['1234567890.123456789012', 1234567890.1234567],
    ['1234567890123456.7', 1234567890123456.8],
    ['0.1000000000000000001', 0.1],
    ['1e400', Number.POSITIVE_INFINITY],
    ['-1e400', Number.NEGATIVE_INFINITY],
    ['1e-400', 0],
  ])('%s loses digits', (text, reads) => {
    expect(lossOf(text)).toEqual({ text, reads });
  });

  it.each([
    '42',
    '-0',
    '0.10',
    '0.1',
    '1772442900000',
    '9007199254740992',
    '9007199254740991',
    '100000000000000000000',
    '0.10000000000000001',
    '0.30000000000000004',
    '-1170502023917867.2',
    '0.1000000000000000055511151231257827021181583404541015625',
    '5e-324',
    '1.7976931348623157e308',
    '0e999',
    '0.0000000000000000000000',
  ])('%s keeps its digits', (text) => {
    expect(lossOf(text)?.reads).toBeUndefined();
  });

  it('is reported with its text if it has an exponent, at any depth', () => {
    const { numbers } = readJson('{"id":4.00123E+15,"a":[{"b":[0,1e3]}],"c":12}');
    expect(numbers).toEqual(
      new Map([
        ['id', { text: '4.00123E+15' }],
        ['a.0.b.1', { text: '1e3' }],
      ]),
    );
  });

  it('is never reported as losing digits when JavaScript wrote it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const losses = [...(readJson(JSON.stringify(value)).numbers ?? [])].filter(([, n]) => 'reads' in n);
        expect(losses).toEqual([]);
      }),
      lawRuns(1000),
    );
  });

  it('loses digits exactly if another number of as many digits is read as the same', () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{0,24}$/);
    fc.assert(
      fc.property(digits, (text) => {
        const exact = BigInt(Number(text)) === BigInt(text);
        expect(lossOf(text)?.reads === undefined).toBe(exact);
      }),
      lawRuns(1000),
    );
  });
});

describe('a JSON key', () => {
  const repeatedIn = (json: string) => readJson(json).repeated;

  it.each([
    ['in one object', '{"id":1,"id":2}', 'id'],
    ['with blanks before the colon', '{"id" :1,"id"\n\t:2}', 'id'],
    ['in another spelling', '{"id":1,"\\u0069d":2}', 'id'],
    ['in a nested object', '{"a":{"b":[1,{"c":1,"c":1}]}}', 'a.b.1.c'],
    ['behind a string that looks like a key', '{"a":"\\":","b":{"x":1,"x":1}}', 'b.x'],
    ['that every object inherits', '{"toString":1,"__proto__":1,"toString":1}', 'toString'],
    ['of no letters', '{"":1,"":2}', ''],
  ])('is found twice %s', (_, json, path) => {
    expect(repeatedIn(json)).toBe(path);
  });

  it.each([
    ['in different objects', '{"a":{"id":1},"b":{"id":1},"c":[{"id":1},{"id":1}],"id":1}'],
    ['as a string', '{"a":"a","b":"\\":","c":"x\\\\","d":": \\"d\\":"}'],
    ['as a name that is inherited', '{"__proto__":1,"constructor":{"constructor":1}}'],
  ])('is not found twice when it occurs %s', (_, json) => {
    expect(repeatedIn(json)).toBeUndefined();
  });

  /**
   * Objects as pairs, so that keys may repeat. No key ends with a backslash: JSON.parse of V8 13.6 (Node 24.21) reads
   * the key `"` as such a key if it has just read an object that has one.
   */
  const key = fc.constantFrom('a', 'b', '', '"', '":', '\\":', ':', '__proto__');
  const blank = fc.constantFrom('', ' ', '\n');
  const { value } = fc.letrec<{ value: string; object: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(
        key.map((text) => JSON.stringify(text)),
        fc.constantFrom('1', 'null', '[]'),
      ),
      tie('object'),
      fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
    ),
    object: fc
      .array(fc.tuple(key, blank, tie('value')), { maxLength: 3 })
      .map((pairs) => `{${pairs.map(([k, b, v]) => `${JSON.stringify(k)}${b}:${v}`).join(',')}}`),
  }));

  it('is found exactly if parsing loses a property', () => {
    fc.assert(
      fc.property(value, (json) => {
        const sent = countKeys(json);
        const kept = countKeys(JSON.stringify(JSON.parse(json)));
        expect(repeatedIn(json) !== undefined).toBe(sent > kept);
      }),
      lawRuns(2000),
    );
  });

  it('is found twice without recursion, however deep the value is', () => {
    const depth = 5_000;
    expect(repeatedIn(`${'{"a":'.repeat(depth)}{"b":1,"b":2}${'}'.repeat(depth)}`)).toMatch(/^(a\.)+b$/);
  });
});

/** The keys of JSON text: strings with a colon behind them. */
function countKeys(json: string): number {
  return [...json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
}
