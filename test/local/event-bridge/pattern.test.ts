import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../local/event-bridge/pattern.ts';
import { matchesGlob } from '../../../local/event-bridge/wildcard.ts';
import type { Json } from '../../../local/template/stack.ts';

const event = {
  source: 'aws.s3',
  detail: {
    bucket: { name: 'uploads' },
    object: { key: 'in/2026/users.CSV', size: 120 },
    tags: ['a', 'b'],
    none: null,
  },
} as const;

describe('an event pattern', () => {
  it.each<[string, Json, boolean]>([
    ['a value that is in the list', { source: ['aws.ec2', 'aws.s3'] }, true],
    ['a value that is not', { source: ['aws.ec2'] }, false],
    ['every field, not some', { source: ['aws.s3'], detail: { bucket: { name: ['other'] } } }, false],
    ['nested fields', { detail: { bucket: { name: ['uploads'] } } }, true],
    ['a number exactly', { detail: { object: { size: [120] } } }, true],
    ['a number, not its text', { detail: { object: { size: ['120'] } } }, false],
    ['null', { detail: { none: [null] } }, true],
    ['null, not absence', { detail: { nothing: [null] } }, false],
    ['one element of a list', { detail: { tags: ['b', 'c'] } }, true],
    ['a prefix', { detail: { object: { key: [{ prefix: 'in/' }] } } }, true],
    ['a prefix in its case', { detail: { object: { key: [{ prefix: 'IN/' }] } } }, false],
    [
      'a prefix in any case',
      { detail: { object: { key: [{ prefix: { 'equals-ignore-case': 'IN/' } }] } } },
      true,
    ],
    ['a suffix', { detail: { object: { key: [{ suffix: '.csv' }] } } }, false],
    [
      'a suffix in any case',
      { detail: { object: { key: [{ suffix: { 'equals-ignore-case': '.csv' } }] } } },
      true,
    ],
    ['the whole in any case', { source: [{ 'equals-ignore-case': 'AWS.S3' }] }, true],
    ['anything but a value', { source: [{ 'anything-but': 'aws.s3' }] }, false],
    ['anything but values', { source: [{ 'anything-but': ['x', 'y'] }] }, true],
    ['anything but a prefix', { source: [{ 'anything-but': { prefix: 'aws.' } }] }, false],
    ['anything but, of a field that is there', { gone: [{ 'anything-but': 'x' }] }, false],
    ['a field that exists', { source: [{ exists: true }] }, true],
    ['a field that does not', { gone: [{ exists: false }] }, true],
    ['a nested field that does not', { detail: { deep: { gone: [{ exists: false }] } } }, true],
    ['a number in a range', { detail: { object: { size: [{ numeric: ['>', 100, '<=', 120] }] } } }, true],
    ['a number out of it', { detail: { object: { size: [{ numeric: ['<', 120] }] } } }, false],
    ['a wildcard', { detail: { object: { key: [{ wildcard: 'in/*/users.*' }] } } }, true],
    [
      'one of several patterns',
      { $or: [{ source: ['x'] }, { detail: { bucket: { name: ['uploads'] } } }] },
      true,
    ],
    ['none of several', { $or: [{ source: ['x'] }, { source: ['y'] }] }, false],
  ])('matches %s', (_, pattern, expected) => {
    expect(compilePattern(pattern, 'Rule')(event as unknown as Json)).toBe(expected);
  });

  it.each<[string, Json]>([
    ['an unknown operator', { source: [{ cidr: '10.0.0.0/24' }] }],
    ['two operators in one', { source: [{ prefix: 'a', suffix: 'b' }] }],
    ['a comparison without a bound', { size: [{ numeric: ['>'] }] }],
    ['a field that is neither a list nor an object', { source: 'aws.s3' }],
  ])('is refused for %s', (_, pattern) => {
    expect(() => compilePattern(pattern, 'OnUpload.EventPattern')).toThrow(/^OnUpload\.EventPattern/);
  });
});

describe('a wildcard', () => {
  it('matches like a regular expression', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), maxLength: 8 });
    fc.assert(
      fc.property(
        letters,
        fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 10 }),
        (pattern, text) => {
          const expression = pattern.replaceAll('.', '\\.').replaceAll('*', '.*');
          expect(matchesGlob(pattern, text)).toBe(new RegExp(`^${expression}$`).test(text));
        },
      ),
    );
  });

  it('matches an escaped star and an escaped backslash literally', () => {
    expect(matchesGlob('a\\*b', 'a*b')).toBe(true);
    expect(matchesGlob('a\\*b', 'axb')).toBe(false);
    expect(matchesGlob('a\\\\*', 'a\\xyz')).toBe(true);
  });
});
