/**
 * Creates S3's sequencers. They are hexadecimal numbers that are compared as text, so all have the same length. They are
 * the time in microseconds, incremented if several fall into the same one, and so also increase across restarts.
 */
export function createSequencer(now: () => Date): () => string {
  let last = 0n;
  return () => {
    const clock = BigInt(now().getTime()) * 1000n;
    last = clock > last ? clock : last + 1n;
    return last.toString(16).toUpperCase().padStart(18, '0');
  };
}
