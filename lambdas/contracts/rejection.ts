/**
 * Why a file as a whole is rejected: stable codes, kept on the import as `reason.code`, for the sender's programs to
 * match on. What was expected and found, and where, is in the message beside it. docs/errors.md is generated from here.
 */
export const REJECTION_CODES = {
  BAD_METADATA:
    'The metadata of the uploaded object holds an option that does not exist or has a wrong value.',
  FILE_TOO_LARGE: 'The file, or what is in it when decompressed, is larger than the stage allows.',
  BROKEN_GZIP: 'The gzip file is damaged or cut off.',
  EMPTY_FILE: 'The file holds nothing but blanks.',
  BINARY_FILE: 'The file is a workbook, an archive, a picture or the like, not text.',
  WRONG_ENCODING: 'The text is not in UTF-8.',
  WRONG_LINE_BREAKS: 'The lines end in CR alone, as on old Macs. Expected LF or CRLF.',
  JSON_ARRAY: 'The file is a JSON array, in which this import type does not come.',
  UNCLOSED_ARRAY:
    'The file ends before its JSON array does: it is cut off, or lacks a closing bracket or quote.',
  TEXT_BEHIND_ARRAY: 'There is text behind the closing bracket of the JSON array.',
  PRETTY_PRINTED: 'A JSON object reaches over several lines where each line should be one.',
  WRONG_FORMAT: 'The import type does not come in this format.',
  UNKNOWN_TYPE: 'The upload asks for an import type that does not exist.',
  UNRECOGNISED_TYPE: 'The upload names no import type, and the columns fit none.',
  SEP_LINE: 'The file begins with a line `sep=`, which only spreadsheets understand.',
  NO_HEADER: 'The first row is blank where the names of the columns are expected.',
  MALFORMED_HEADER: 'The header row cannot be read as CSV.',
  HEADER_TOO_LONG: 'The header row, or the names in it, are longer than Rollcall reads.',
  TOO_MANY_COLUMNS: 'The header has more columns than Rollcall reads.',
  UNNAMED_COLUMN: 'A column between others has no name.',
  BAD_COLUMN: 'A column is of a known family, but the rest of its name is not allowed.',
  REPEATED_COLUMN: 'Two columns are the same field.',
  MISSING_COLUMN: 'A column that every file of the type needs is absent.',
  WRONG_COLUMNS:
    'The file has no header row, and its first rows do not have the columns that were asked for.',
  TOO_MANY_RECORDS: 'The file has more records than the tenant may import at once.',
  RECORD_REJECTS_FILE: 'A record holds what no file of this type may hold: nothing of the file is imported.',
  BAD_FEED_NAME: 'The file lies where a user feed is expected, and is not named as one of its two files.',
  BAD_FEED_HEADER: 'The header file of a user feed is no array of columns, or declares them in a wrong way.',
  NO_RECORDS: 'There is nothing below the header, or the JSON array is empty.',
} as const;

export type RejectionCode = keyof typeof REJECTION_CODES;
