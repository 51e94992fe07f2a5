import type { DeferredRanges } from '../../contracts/chunk.ts';

export function rangesOf(numbers: Iterable<number>): DeferredRanges {
  const ranges: DeferredRanges = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

export function numbersOf(ranges: DeferredRanges): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const [first, last] of ranges) for (let n = first; n <= last; n++) numbers.add(n);
  return numbers;
}
