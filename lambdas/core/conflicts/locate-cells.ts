const QUOTE = 0x22;
const SPACE = 0x20;

/** Where the wanted cells of a record are, one entry for each wanted column, in that order. */
export interface Cells {
  /** First byte of the cell's text; in a quoted cell, the byte after the quote. */
  readonly starts: Int32Array;
  /** First byte after the text. A cell that the record does not have is empty. */
  readonly ends: Int32Array;
  /** 1 if the text contains doubled quotes. */
  readonly doubled: Uint8Array;
  /** Locates the cells of the well-formed record in bytes `from` to `to`, up to the last wanted one. */
  locate(bytes: Uint8Array, from: number, to: number): void;
  /** The text of the n-th wanted cell, as csv-parse returns it. */
  text(bytes: Buffer, index: number): string;
}

/**
 * `wanted`: column indexes in ascending order. The grammar is that of `core/records`. The arrays are reused for every
 * record.
 */
export function createCells(delimiter: number, wanted: readonly number[]): Cells {
  const starts = new Int32Array(wanted.length);
  const ends = new Int32Array(wanted.length);
  const doubled = new Uint8Array(wanted.length);
  const columns = Int32Array.from(wanted);

  return {
    starts,
    ends,
    doubled,
    // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one loop over the bytes without calls; it runs for every record of the file.
    locate(bytes, from, to) {
      let found = 0;
      let at = from;
      for (let column = 0; found < columns.length && at <= to; column++) {
        let opening = at;
        while (opening < to && bytes[opening] === SPACE) opening++;
        const quoted = opening < to && bytes[opening] === QUOTE;
        const start = quoted ? opening + 1 : at;
        let end = quoted ? start : opening;
        let pairs = 0;
        if (quoted) {
          for (; end < to; end++) {
            if (bytes[end] !== QUOTE) continue;
            if (end + 1 === to || bytes[end + 1] !== QUOTE) break;
            pairs = 1;
            end++;
          }
        }
        at = end;
        // Only spaces may follow the closing quote.
        while (at < to && bytes[at] !== delimiter) at++;
        if (!quoted) end = at;
        at++;
        if (columns[found] !== column) continue;
        starts[found] = start;
        ends[found] = end;
        doubled[found] = pairs;
        found++;
      }
      for (; found < columns.length; found++) {
        starts[found] = 0;
        ends[found] = 0;
        doubled[found] = 0;
      }
    },
    text(bytes, index) {
      const text = bytes.toString('utf8', starts[index], ends[index]);
      return doubled[index] === 1 ? text.replaceAll('""', '"') : text;
    },
  };
}
