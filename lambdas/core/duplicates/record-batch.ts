import type { RecordSlice } from '../records/record.ts';

/** The users' keys of records, one for each: undefined where a worker would find the record malformed or without a key. */
export type ReadUserKeys = (slices: readonly RecordSlice[]) => readonly (string | undefined)[];

/** Records put aside, because reading cells costs less by the thousand. Their bytes are copied. */
export interface RecordBatch {
  add(recordNumber: number, bytes: Buffer, from: number, to: number): void;
  /** Reads those that are still aside. */
  flush(): void;
}

const MAX_RECORDS = 1000;
const MAX_BYTES = 1024 * 1024;

/** `onKey` is told of each key that can be read, in the records' order, soon after the record was added. */
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
