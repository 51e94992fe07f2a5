import { describe, expect, it } from 'vitest';
import { escapedCell, isBrokenByEscapes } from '../../../../lambdas/core/records/backslash-escapes.ts';
import type { Malformation } from '../../../../lambdas/core/records/record.ts';

describe('a cell that ends with an escape', () => {
  it.each([
    ['behind it, there is a cell', ['acme', 'Tan\\', ' Jr.'], 1],
    ['an escaped backslash and an escape', ['Tan\\\\\\', 'Jr.'], 0],
    ['the last cell', ['acme', 'Tan\\'], undefined],
    ['an escaped backslash', ['Tan\\\\', 'Lee'], undefined],
    ['a folder', ['C:\\users\\', 'Lee'], undefined],
    ['a drive', ['d:\\', 'Lee'], undefined],
    ['a server', ['\\\\host\\share\\', 'Lee'], undefined],
    ['a backslash within', ['a\\b', 'Lee'], undefined],
    ['blank cells', ['', ''], undefined],
  ])('is found or not: %s', (_, cells, index) => {
    expect(escapedCell(cells)).toBe(index);
  });
});

describe('a row that could not be read', () => {
  it.each([
    ['junk_after_quote', '"a \\"b\\""', true],
    ['unclosed_quote', '"a\\"', true],
    ['broken_row', 'acme,a\\', true],
    ['junk_after_quote', '"a\\\\"b', false],
    ['junk_after_quote', '"a"b', false],
    ['junk_after_quote', 'C:\\users,"a"b', false],
    ['lone_return', 'a\\,b', false],
  ] as const)('with the reason %s is broken by backslashes or not: %s', (reason, text, expected) => {
    const cells = { expected: 3, found: 2 };
    const malformed: Malformation = reason === 'broken_row' ? { reason, ...cells } : { reason };
    expect(isBrokenByEscapes(malformed, Buffer.from(text), ',')).toBe(expected);
  });
});
