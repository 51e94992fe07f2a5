/** Bytes, and how many of them were read so far: one by one, or by a method that goes through them. */
export interface CountedBytes {
  readonly bytes: Buffer;
  readonly reads: () => number;
}

/**
 * Counts the work of a scanner in bytes read, because seconds depend on the machine.
 * The counted bytes are for code that reads a buffer: they cannot be handed to Node.js itself.
 */
export function countReads(buffer: Buffer): CountedBytes {
  let reads = 0;
  const search = (value: number, from = 0): number => {
    const found = buffer.indexOf(value, from);
    reads += (found === -1 ? buffer.length : found + 1) - from;
    return found;
  };
  const bytes = new Proxy(buffer, {
    get(target, key) {
      if (key === 'length') return target.length;
      if (key === 'indexOf') return search;
      const index = Number(key);
      if (!Number.isInteger(index)) throw new Error(`${String(key)} of a buffer is not counted`);
      reads += 1;
      return target[index];
    },
  });
  return { bytes, reads: () => reads };
}
