import type { RecordSlice } from '../records/record.ts';

/**
 * The users' keys of the records, in order: undefined for a record that a worker would find malformed or without a
 * key.
 */
export type ReadUserKeys = (slices: readonly RecordSlice[]) => readonly (string | undefined)[];

/** Collects records, because reading cells is cheaper a thousand records at a time. Their bytes are copied. */
export interface RecordBatch {
  add(recordNumber: number, bytes: Buffer, from: number, to: number): void;
  /** Reads the records that were collected since the last flush. */
  flush(): void;
}

const MAX_RECORDS = 1000;
const MAX_BYTES = 1024 * 1024;

/** `onKey` gets each key that can be read, in the order of the records, soon after the record was added. */
export function createRecordBatch(
  readUserKeys: ReadUserKeys,
  onKey: (recordNumber: number, key: string) => void,
): RecordBatch {
  let slices: RecordSlice[] = [];
  let length = 0;

  function flush(): void {
    if (slices.length === 0) return;
    for (const [i, key] of readUserKeys(slices).entries()) {
      if (key !== undefined) onKey((slices[i] as RecordSlice).recordNumber, key);
    }
    slices = [];
    length = 0;
  }

  return {
    add(recordNumber, bytes, from, to) {
      const raw = Buffer.from(bytes.subarray(from, to));
      slices.push({ start: 0, end: raw.length, recordNumber, line: 1, raw });
      length += raw.length;
      if (slices.length >= MAX_RECORDS || length >= MAX_BYTES) flush();
    },
    flush,
  };
}
