/**
 * The reasons for which a file as a whole is rejected. The codes are stable: programs may match on them. The import keeps
 * the code as `reason.code`, with a message that says what was expected, what was found, and where.
 * docs/errors.md is generated from this table.
 */
export const REJECTION_CODES = {
  BAD_METADATA: 'The metadata of the uploaded object has an unknown option or a wrong value.',
  FILE_TOO_LARGE: 'The file, or its decompressed content, is larger than the stage allows.',
  BROKEN_GZIP: 'The gzip file is damaged or cut off.',
  EMPTY_FILE: 'The file is empty or contains only white space.',
  BINARY_FILE: 'The file is not text: it is a workbook, an archive, a picture or another binary file.',
  WRONG_ENCODING: 'The text is not in UTF-8, or not in the encoding that was named.',
  WEB_PAGE: 'The file is a web page (HTML) or XML.',
  WRONG_LINE_BREAKS:
    'The lines end with CR only, as on old Macs, or with something else, such as LF CR or U+2028. Expected LF or CRLF.',
  JSON_ARRAY: 'The file is a JSON array, which this import type does not accept.',
  UNCLOSED_ARRAY:
    'The JSON array is not closed: the file is cut off, or a closing bracket or quote is missing.',
  TEXT_AFTER_ARRAY: 'There is text after the closing bracket of the JSON array.',
  PRETTY_PRINTED: 'A JSON object spans several lines and contains no array of objects.',
  NESTED_ARRAY:
    'The records are an array within an object of the file, not in the file’s own object, or the array contains no objects.',
  NESTED_RECORDS:
    'The records are objects within other objects of the file: one in each, or all as the values of one object.',
  SEVERAL_ARRAYS: 'The file is a JSON object with several arrays of objects.',
  RECORD_OR_ARRAY:
    'The file is a JSON object that may be one record, or an object around an array of records.',
  PAGE_OF_EXPORT:
    'The file is a JSON object with one page of an export, and it says that there are more records.',
  WRONG_FORMAT: 'The import type does not accept this format.',
  UNKNOWN_TYPE: 'The upload names an import type that does not exist.',
  UNRECOGNISED_TYPE: 'The upload names no import type, and the columns match none.',
  RESULT_FILE:
    'The file is one that Rollcall wrote about an import: `results.csv`, `preview.csv` or `errors.csv`. Import `failed-records` instead.',
  SEP_LINE: 'The file begins with a line `sep=`, which only spreadsheet programs understand.',
  NOT_JSON: 'The name of the file says JSON, but its content is neither an object nor an array.',
  UNKNOWN_DELIMITER:
    'The names in the header are separated by something other than a comma, a semicolon, a tab or `|`.',
  MIXED_DELIMITERS: 'The rows of the file have another delimiter than its header.',
  NO_HEADER: 'The first row is blank. Expected the column names.',
  MALFORMED_HEADER: 'The header row cannot be read as CSV.',
  HEADER_TOO_LONG: 'The header row, or the names in it, are longer than allowed.',
  TOO_MANY_COLUMNS: 'The header has more columns than allowed.',
  UNNAMED_COLUMN: 'A column between other columns has no name.',
  BAD_COLUMN: 'The first part of the column name is known, but the rest of the name is not allowed.',
  SIMILAR_COLUMNS:
    'Names of columns are similar to those of fields, but not the same. The message has the mapping that would do.',
  BAD_MAPPING:
    'The mapping of columns names a column that the file does not have, or a field that does not exist, or it gives one field two columns.',
  DUPLICATE_COLUMN: 'Two columns are the same field.',
  MISSING_COLUMN: 'A column that every file of the type needs is missing.',
  MISSING_KEY: 'None of the first records of a JSON file has a key that every record of the type needs.',
  WRONG_COLUMNS: 'The file has no header row, and its first rows do not have the requested columns.',
  TOO_MANY_RECORDS: 'The file has more records than the tenant may import at once.',
  TOO_MANY_DUPLICATES:
    'Duplicates are to be rejected, and the file has more of them than SplitFile can find in its time.',
  RECORD_REJECTS_FILE:
    'A record contains something that no file of this type may contain. Nothing of the file was imported.',
  TOO_MANY_IMPORTS: 'The tenant has as many imports that have not ended as it may have.',
  TENANT_SUSPENDED: 'The tenant is suspended.',
  BAD_FEED_NAME: 'The file is in the folder of a user feed, but its name is not that of a feed file.',
  BAD_FEED_HEADER: 'The header file of a user feed is not a valid array of column declarations.',
  NO_RECORDS: 'There are no records below the header, or the array of a JSON file is empty.',
} as const;

export type RejectionCode = keyof typeof REJECTION_CODES;
