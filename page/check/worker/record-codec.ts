import type { RecordSlice } from '../../../lambdas/core/records/record.ts';
import type { ColumnOfGrid } from '../protocol.ts';

/** The texts of a record in the grid. */
export interface RecordTexts {
  /** One for each column, and more where the row has too many; one alone if `isMalformed`: the record as it was sent. */
  readonly cells: readonly string[];
  readonly isMalformed: boolean;
}

/** Reads and writes the records of a file as the texts of a grid. */
export interface RecordCodec {
  readonly columns: readonly ColumnOfGrid[];
  texts(slice: RecordSlice): RecordTexts;
  /** The record with other texts at some columns. At column 0 of a malformed record: instead of all its bytes. */
  write(slice: RecordSlice, changes: ReadonlyMap<number, string>): RecordSlice;
  /** Whether the record may have this text in one of its cells. True is always right. */
  mayHave(text: string): (slice: RecordSlice) => boolean;
  /** What follows each record in the file that is sent. */
  readonly ending: string;
}
