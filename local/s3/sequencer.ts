/**
 * S3's sequencers are hexadecimal and compared as text, padded with zeros at the right: equal lengths need no padding.
 * Microseconds of the clock, pushed on where several fall into one, so that they also grow from start to start.
 */
export function createSequencer(now: () => Date): () => string {
  let last = 0n;
  return () => {
    const clock = BigInt(now().getTime()) * 1000n;
    last = clock > last ? clock : last + 1n;
    return last.toString(16).toUpperCase().padStart(18, '0');
  };
}
