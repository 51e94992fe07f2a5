const QUOTE = 0x22;

/** Where the wanted cells of a record lie, one entry for each wanted column, in that order. */
export interface Cells {
  /** First byte of the cell's text; for a quoted cell, behind the quote. */
  readonly starts: Int32Array;
  /** First byte behind its text. A cell that the record does not have is empty. */
  readonly ends: Int32Array;
  /** 1 where the text has doubled quotes. */
  readonly doubled: Uint8Array;
  /** Finds them in the well-formed record in bytes `from` to `to`, up to the last wanted one. */
  locate(bytes: Uint8Array, from: number, to: number): void;
  /** The text of the n-th wanted cell, as csv-parse gives it. */
  text(bytes: Buffer, index: number): string;
}

/** `wanted`: indexes of columns, rising. The grammar is that of `core/records`; the room is used for every record. */
export function createCells(delimiter: number, wanted: readonly number[]): Cells {
  const starts = new Int32Array(wanted.length);
  const ends = new Int32Array(wanted.length);
  const doubled = new Uint8Array(wanted.length);
  const columns = Int32Array.from(wanted);

  return {
    starts,
    ends,
    doubled,
    locate(bytes, from, to) {
      let found = 0;
      let start = from;
      for (let column = 0; found < columns.length; column++) {
        if (start > to) break;
        const isWanted = columns[found] === column;
        let end = start;
        let next: number;
        if (end < to && bytes[end] === QUOTE) {
          let pairs = 0;
          start++;
          for (end = start; end < to; end++) {
            if (bytes[end] !== QUOTE) continue;
            if (end + 1 === to || bytes[end + 1] !== QUOTE) break;
            pairs = 1;
            end++;
          }
          doubled[found] = pairs;
          next = end + 2;
        } else {
          while (end < to && bytes[end] !== delimiter) end++;
          doubled[found] = 0;
          next = end + 1;
        }
        if (isWanted) {
          starts[found] = start;
          ends[found] = end;
          found++;
        }
        start = next;
      }
      starts.fill(0, found);
      ends.fill(0, found);
      doubled.fill(0, found);
    },
    text(bytes, index) {
      const text = bytes.toString('utf8', starts[index], ends[index]);
      return doubled[index] === 1 ? text.replaceAll('""', '"') : text;
    },
  };
}
