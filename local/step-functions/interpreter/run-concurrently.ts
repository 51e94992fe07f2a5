/**
 * Runs `work` for each index below `count`, at most `limit` at a time, started in order.
 * The first error aborts the signal that every work was given; what had started is waited for, nothing
 * else starts, and the error is thrown.
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
