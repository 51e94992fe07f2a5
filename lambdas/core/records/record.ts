/**
 * A record as a range of bytes of the file, before its cells are read. All offsets are bytes from the first byte of
 * the file (a byte order mark included); `end` is exclusive.
 */

import type { Delimiter } from '../../contracts/delimiter.ts';
import type { JsonMistake } from './json-text/json-mistake.ts';

export type { ChunkRange } from '../../contracts/chunk.ts';
export type CsvDelimiter = Delimiter;

/** Everything that the boundaries of CSV records depend on. */
export interface CsvDialect {
  readonly format: 'csv';
  readonly delimiter: CsvDelimiter;
  /**
   * Cells of a row that lacks none. A record of several lines must have as many cells, or up to `maxColumns`; absent: any number (the
   * header itself).
   */
  readonly columns?: number;
  /** The most cells of a row: those behind the last column are blank. Default: `columns`. */
  readonly maxColumns?: number;
  /** Number of columns with a name, where `columns` counts blank cells behind them. Default: `columns`. */
  readonly named?: number;
  /** Fewer cells lack the key of a user: such a row is no record. Default: any row of two cells may be one. */
  readonly keyCells?: number;
  /** A record of several lines is at most this long, without its line break. Default DEFAULT_MAX_MULTILINE_BYTES. */
  readonly maxMultilineBytes?: number;
}

export interface JsonLinesDialect {
  readonly format: 'jsonl';
}

/** The layout of the elements of a JSON array. It shows where the next element begins after a damaged one. */
export interface JsonArrayDialect {
  readonly format: 'json';
  /** Bytes of white space before the line of an element's opening brace. */
  readonly indent: number;
  /** Whether elements follow others on the same line; otherwise each is the first of its line. */
  readonly inline: boolean;
  /** Whether the array is in an object, which may continue behind the array. */
  readonly wrapped?: boolean;
}

/** Everything that decides boundaries, in one value, so that the splitter and the workers cannot differ. */
export type RecordDialect = CsvDialect | JsonLinesDialect | JsonArrayDialect;

/** Large enough for any cell that a person typed, small enough to look ahead at low cost. */
export const DEFAULT_MAX_MULTILINE_BYTES = 4 * 1024 * 1024;

/** A position between two records, at which reading begins. */
export interface RecordPosition {
  readonly offset: number;
  /** 1-based physical line of the byte at `offset`. */
  readonly line: number;
  /** Number of the first record at or after `offset`; the first record after the header is 1. */
  readonly recordNumber: number;
}

/** What a JSON value is that is no object. */
export type JsonKind = 'a list' | 'text' | 'a number' | 'true or false' | 'null' | 'nothing';

/** Why a record cannot be read. It contains nothing of the record, except the name of a repeated key. */
export type Malformation =
  | { readonly reason: 'unclosed_quote' }
  | { readonly reason: 'junk_after_quote' }
  | { readonly reason: 'oversized' }
  | { readonly reason: 'invalid_utf8' }
  | { readonly reason: 'nul_byte' }
  /** A carriage return outside of quoted fields that does not end a line. */
  | { readonly reason: 'lone_return' }
  | { readonly reason: 'unreadable' }
  /** A line of a quoted cell that begins in a row before. */
  | { readonly reason: 'rest_of_cell' }
  /** A row with too few cells is before or after it, which may be a part of it. */
  | { readonly reason: 'next_to_part' }
  | {
      /**
       * `broken_row`: too few, and no more than the cells of one row together with rows before or after it. `unlike_row`:
       * too few, and they do not look like the cells of the rows around it.
       */
      readonly reason: 'too_few_columns' | 'too_many_columns' | 'broken_row' | 'unlike_row';
      readonly expected: number;
      readonly found: number;
      /** The cells that are too many are blank. */
      readonly blank?: boolean;
    }
  /**
   * `position`: where the record stops being JSON, in UTF-16 units from its start, from 0; where the record has several
   * lines, from the start of the physical line `line`.
   */
  | {
      readonly reason: 'invalid_json';
      readonly position: number;
      readonly line?: number;
      /** The text before the position is an object: something follows it. */
      readonly behind?: boolean;
      /** What is at the position, if it is something typical. */
      readonly mistake?: JsonMistake;
    }
  | { readonly reason: 'not_an_object'; readonly found: JsonKind }
  /** `key`: the dotted path of a key that occurs twice in one object. */
  | { readonly reason: 'repeated_key'; readonly key: string };

/** One record of a chunk, in memory. */
export interface RecordSlice {
  readonly start: number;
  /** First byte after the record's content: its line break (LF after any number of CR) or comma is not included. */
  readonly end: number;
  readonly recordNumber: number;
  /** 1-based physical line of the record's first byte. */
  readonly line: number;
  /** The record as sent, `end - start` bytes, a view into the chunk. */
  readonly raw: Buffer;
  readonly malformed?: Malformation;
  /** Present on the first of consecutive CSV rows that lack the same number of cells at their end: how many rows. */
  readonly shortRows?: number;
}

/**
 * Called for each record in file order. Numbers only: an object per record would dominate the cost at a million
 * records a second. `next` is the first byte after the line break or comma of the record.
 */
export type OnRecord = (
  start: number,
  end: number,
  next: number,
  line: number,
  malformed: Malformation | undefined,
) => void;

/** Gets the bytes of a file in pieces of any size, and calls its OnRecord for each record as soon as it is certain. */
export interface RecordScanner {
  push(bytes: Buffer): void;
  /** Offset of the first byte that may belong to a record that was not reported yet, without blank lines before it. */
  undecidedFrom(): number;
  /** End of the bytes: reports what was still open. Returns the number of the last physical line. */
  end(): number;
  /** Called after the end of a whole file: why its records may not be all there are. */
  problem?(): ArrayProblem | undefined;
}

/** What is wrong with a JSON array as a whole, and where: bytes from the file's first one, physical lines from 1. */
export interface ArrayProblem {
  /**
   * The file ends before the array: between two elements, within an element that is correct so far, or within a
   * damaged element, whose end is unknown. Or the array ends before the file.
   */
  readonly kind: 'unclosed_array' | 'unclosed_element' | 'damaged_element' | 'text_behind';
  readonly offset: number;
  readonly line: number;
}
