/**
 * What a record is, before anybody has read its cells: a range of the file's bytes.
 * All offsets are bytes from the file's first byte (a byte order mark included); `end` is exclusive.
 */

import type { Delimiter } from '../../contracts/file-layout.ts';

export type { ChunkRange } from '../../contracts/chunk.ts';
export type CsvDelimiter = Delimiter;

/** Everything the boundaries of a CSV file's records depend on. */
export interface CsvDialect {
  readonly format: 'csv';
  readonly delimiter: CsvDelimiter;
  /** Cells of the header. A record of several lines must have exactly so many; absent: any number (the header itself). */
  readonly columns?: number;
  /** A record of several lines is at most this long, without its line break. Default DEFAULT_MAX_MULTILINE_BYTES. */
  readonly maxMultilineBytes?: number;
}

export interface JsonLinesDialect {
  readonly format: 'jsonl';
}

/** How a JSON array's elements are laid out: it tells where the next one begins behind one that is damaged. */
export interface JsonArrayDialect {
  readonly format: 'json';
  /** Bytes of white space before the line of an element's opening brace. */
  readonly indent: number;
  /** Whether elements begin behind others on the same line; otherwise each is the first of its line. */
  readonly inline: boolean;
}

/** One value holds all that decides boundaries, so that the splitter and the workers cannot disagree. */
export type RecordDialect = CsvDialect | JsonLinesDialect | JsonArrayDialect;

/** Large enough for any cell a person typed; small enough to look ahead without anybody noticing. */
export const DEFAULT_MAX_MULTILINE_BYTES = 4 * 1024 * 1024;

/** Where reading begins: a place between two records. */
export interface RecordPosition {
  readonly offset: number;
  /** 1-based physical line of the byte at `offset`. */
  readonly line: number;
  /** Number of the first record at or after `offset`; the first record after the header is 1. */
  readonly recordNumber: number;
}

/** Why a record cannot be read. Never holds content of the record. */
export type Malformation =
  | { readonly reason: 'unclosed_quote' }
  | { readonly reason: 'junk_after_quote' }
  | { readonly reason: 'oversized' }
  | { readonly reason: 'invalid_utf8' }
  | { readonly reason: 'nul_byte' }
  | { readonly reason: 'unreadable' }
  | {
      readonly reason: 'too_few_columns' | 'too_many_columns';
      readonly expected: number;
      readonly found: number;
    }
  /**
   * `position`: where the record stops being JSON, in UTF-16 units from its start, from 0; where the record has several
   * lines, from the start of the physical line `line`.
   */
  | { readonly reason: 'invalid_json'; readonly position: number; readonly line?: number }
  | { readonly reason: 'not_an_object' };

/** One record of a chunk that is held in memory. */
export interface RecordSlice {
  readonly start: number;
  /** First byte after the record's content: its line break (LF or CRLF) or comma is not included. */
  readonly end: number;
  readonly recordNumber: number;
  /** 1-based physical line of the record's first byte. */
  readonly line: number;
  /** The record as sent, `end - start` bytes, a view into the chunk. */
  readonly raw: Buffer;
  readonly malformed?: Malformation;
}

/**
 * Told of each record in file order. Numbers only: at a million records a second an object each would be the cost.
 * `next` is the first byte after the record's line break or comma.
 */
export type OnRecord = (
  start: number,
  end: number,
  next: number,
  line: number,
  malformed: Malformation | undefined,
) => void;

/** Fed a file's bytes in pieces of any size; tells its OnRecord of each record as soon as it is certain. */
export interface RecordScanner {
  push(bytes: Buffer): void;
  /** Where the bytes begin that may belong to a record not told of yet; blank lines before it are left out. */
  undecidedFrom(): number;
  /** No more bytes follow: what was open is decided. Returns the number of the last physical line. */
  end(): number;
  /** Asked behind the end, of a whole file: why its records cannot be trusted to be all there are. */
  problem?(): ArrayProblem | undefined;
}

/** What is wrong with a JSON array as a whole, and where: bytes from the file's first one, physical lines from 1. */
export interface ArrayProblem {
  /**
   * The file ends before the array does: between two elements; within one that is right so far; or within one that is
   * damaged, so that nobody knows where it ends. Or the array ends before the file does.
   */
  readonly kind: 'unclosed_array' | 'unclosed_element' | 'damaged_element' | 'text_behind';
  readonly offset: number;
  readonly line: number;
}
