import { expect, it } from 'vitest';
import { keepOrder } from '../../../../page/imports/progress/keep-order.ts';

it('issues of a running import stay in the order in which they were seen first, whatever their counts become', () => {
  const seen = new Set<string>();
  const shown = (...keys: readonly string[]) => keepOrder(seen, keys, (key) => key).join('');
  expect(shown('a', 'b')).toBe('ab');
  expect(shown('b', 'c', 'a')).toBe('abc');
  // One that is no longer among the most frequent ones, and comes back.
  expect(shown('c', 'b')).toBe('bc');
  expect(shown('d', 'c', 'a', 'b')).toBe('abcd');
});
