/**
 * Runs `work` for each index below `count`, started in order and at most `limit` at a time.
 * The first error aborts the signal that is passed to all of them. No further work starts, running work is awaited, and
 * then the error is thrown.
 */
export async function runConcurrently<T>(
  count: number,
  limit: number,
  outer: AbortSignal,
  work: (index: number, signal: AbortSignal) => Promise<T>,
): Promise<T[]> {
  const siblings = new AbortController();
  const signal = AbortSignal.any([outer, siblings.signal]);
  const results: T[] = new Array(count);
  const errors: unknown[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count && errors.length === 0) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(index, signal);
      } catch (error) {
        errors.push(error);
        siblings.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, limit) }, worker));
  if (errors.length > 0) throw errors[0];
  return results;
}
