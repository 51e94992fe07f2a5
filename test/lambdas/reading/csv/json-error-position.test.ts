import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonErrorPosition } from '../../../../lambdas/reading/csv/json-error-position.ts';
import { lawRuns } from '../../../support/law-runs.ts';

function refusal(text: string): SyntaxError | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error as SyntaxError;
  }
}

describe('the place where a text stops being JSON', () => {
  it.each([
    ['a trailing comma', '{"a":1,}', 7],
    ["a word that is Python's", '{"a":None}', 5],
    ['single quotes', "{'a':1}", 1],
    ['a missing colon', '{"a" 1}', 5],
    ['a bracket that closes a brace', '{"a":[1}', 7],
    ['text behind the end', '{} x', 3],
    ['the end of a text that ends too early', '{"a": ', 6],
    ['the beginning of a string that never ends', '{"a":"x', 5],
    ['a number with a leading zero', '[012]', 1],
  ])('is %s', (_prose, text, position) => {
    expect(jsonErrorPosition(text)).toBe(position);
  });

  it('is found behind strings and nestings of any size', () => {
    const long = 'x\\n'.repeat(2_000_000);
    expect(jsonErrorPosition(`{"a":"${long}"} x`)).toBe(long.length + 9);
    expect(jsonErrorPosition('['.repeat(1_000_000))).toBe(1_000_000);
  });

  it('is within every text that JSON.parse refuses, or at its end, after a part that can be completed', () => {
    const part = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', 'true', ' ', '"', '\\', 'x', '-');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        fc.pre(refusal(text) !== undefined);
        const position = jsonErrorPosition(text);
        expect(position).toBeGreaterThanOrEqual(0);
        expect(position).toBeLessThanOrEqual(text.length);
        const named = /^(?!Unterminated|Bad).* at position (\d+)/.exec(refusal(text)?.message ?? '')?.[1];
        if (named !== undefined) expect(position).toBeLessThanOrEqual(Number(named));
      }),
      lawRuns(3000),
    );
  });
});
