import type { RejectionCode } from '../../lambdas/contracts/rejection.ts';

/** Why a file was rejected, and what the person at the page can do. The message of the service says where in the file. Other languages have it among the sentences of the service. */
type RejectionTexts = Readonly<Record<RejectionCode, { readonly cause: string; readonly advice: string }>>;

/** After a rejection that has no text here, too. */
export const SEND_AGAIN = 'Fix the file as described, and import it again.';
const EXPORT_AGAIN = 'Export the file again as CSV, and import the new file.';
const WHOLE_FILE = 'Export or copy the whole file again, and import it.';
const COLUMNS =
  'Choose the file again. In the step “Columns”, you choose which of its columns is which field. Or fix the file.';
const ENCODING =
  'Choose the file again. Under “Correct”, choose another encoding, until all letters look right.';
const ADMINISTRATOR = 'Tell your administrator.';
const ARRAY = 'Import a file that contains only the list of records: a JSON array, or JSON Lines.';

export const rejections: RejectionTexts = {
  BAD_METADATA: { cause: 'The file was sent with an option that does not exist.', advice: ADMINISTRATOR },
  FILE_TOO_LARGE: {
    cause: 'The file is too large.',
    advice: 'Split the file and import the parts one after another.',
  },
  BROKEN_GZIP: { cause: 'The compressed file is damaged or cut off.', advice: WHOLE_FILE },
  EMPTY_FILE: { cause: 'The file is empty.', advice: 'Choose a file with at least one record.' },
  BINARY_FILE: {
    cause: 'The file does not contain text.',
    advice:
      'This page reads Excel workbooks (.xlsx) without a password, CSV and JSON. Save the data as one of these.',
  },
  WRONG_ENCODING: { cause: 'Some letters of the file cannot be read.', advice: ENCODING },
  WEB_PAGE: {
    cause: 'The file is a web page and not a table.',
    advice: 'Export the data again: the program that was to export it showed a page, such as its sign-in.',
  },
  WRONG_LINE_BREAKS: {
    cause: 'The lines of the file end with characters that cannot be read.',
    advice: 'Save the file with the line breaks of Windows or Unix, and import it again.',
  },
  JSON_ARRAY: {
    cause: 'The file is a JSON array, which this type of import does not read.',
    advice: 'Save it as one JSON object on each line (JSON Lines).',
  },
  UNCLOSED_ARRAY: { cause: 'The JSON file is cut off, or a bracket is missing.', advice: WHOLE_FILE },
  TEXT_AFTER_ARRAY: { cause: 'There is text after the end of the JSON array.', advice: SEND_AGAIN },
  PRETTY_PRINTED: { cause: 'The JSON file contains no list of records.', advice: ARRAY },
  NESTED_ARRAY: { cause: 'The records are a list inside another object of the file.', advice: ARRAY },
  NESTED_RECORDS: { cause: 'The records are inside other objects of the file.', advice: ARRAY },
  SEVERAL_ARRAYS: {
    cause: 'The file contains several lists, and it is not clear which of them are the records.',
    advice: ARRAY,
  },
  RECORD_OR_ARRAY: { cause: 'The file may be one record, or a list of records.', advice: ARRAY },
  PAGE_OF_EXPORT: {
    cause: 'The file is one page of an export: other pages are missing.',
    advice: 'Export all pages, and import them together.',
  },
  WRONG_FORMAT: {
    cause: 'This type of import does not read files of this format.',
    advice: 'Save the file in a format that the step “File” names.',
  },
  UNKNOWN_TYPE: { cause: 'The type of the import does not exist.', advice: 'Choose another type.' },
  UNRECOGNISED_TYPE: { cause: 'The columns of the file fit no type of import.', advice: COLUMNS },
  RESULT_FILE: {
    cause: 'This file is a report about an import, not a list of records.',
    advice: 'Import the file of failed records instead, after you have fixed them.',
  },
  SEP_LINE: {
    cause: 'The first line is “sep=”, which only spreadsheet programs understand.',
    advice: 'Delete the first line, and import the file again.',
  },
  NOT_JSON: {
    cause: 'The name of the file says JSON, but its content is not.',
    advice: 'Check that it is the right file. If it is CSV, change the end of its name to .csv.',
  },
  UNKNOWN_DELIMITER: {
    cause: 'It is not clear which character separates the columns.',
    advice: 'Choose the file again. Under “Correct”, choose another delimiter.',
  },
  MIXED_DELIMITERS: {
    cause: 'The rows are separated by another character than the names of the columns.',
    advice: EXPORT_AGAIN,
  },
  NO_HEADER: {
    cause: 'The first row is blank. It must have the names of the columns.',
    advice: 'Delete the rows above the names of the columns, and import the file again.',
  },
  MALFORMED_HEADER: { cause: 'The row with the names of the columns cannot be read.', advice: EXPORT_AGAIN },
  HEADER_TOO_LONG: { cause: 'The row with the names of the columns is too long.', advice: SEND_AGAIN },
  TOO_MANY_COLUMNS: {
    cause: 'The file has too many columns.',
    advice: 'Delete columns that you do not need, and import the file again.',
  },
  UNNAMED_COLUMN: {
    cause: 'A column has no name.',
    advice: 'Name the column, or delete it, and import the file again.',
  },
  BAD_COLUMN: { cause: 'The name of a column contains characters that are not allowed.', advice: COLUMNS },
  SIMILAR_COLUMNS: {
    cause: 'Names of columns are similar to those of fields, but not the same.',
    advice: COLUMNS,
  },
  BAD_MAPPING: { cause: 'The choice of the columns does not fit the file.', advice: COLUMNS },
  DUPLICATE_COLUMN: {
    cause: 'Two columns are the same field.',
    advice: 'Rename or delete one of the two columns in the file, and import the file again.',
  },
  MISSING_COLUMN: { cause: 'A column that every file needs is missing.', advice: COLUMNS },
  MISSING_KEY: { cause: 'The records lack a value that every record needs.', advice: COLUMNS },
  WRONG_COLUMNS: { cause: 'The rows do not have the columns that were requested.', advice: SEND_AGAIN },
  TOO_MANY_RECORDS: {
    cause: 'The file has more records than allowed.',
    advice: 'Split the file and import the parts one after another.',
  },
  TOO_MANY_DUPLICATES: {
    cause: 'The file contains too many records that occur twice.',
    advice: 'Delete the duplicates, and import the file again.',
  },
  RECORD_REJECTS_FILE: {
    cause: 'A record contains something that no file of this type may contain.',
    advice: SEND_AGAIN,
  },
  TOO_MANY_IMPORTS: {
    cause: 'Too many imports of your organization have not ended yet.',
    advice: 'Wait until some of them have ended, then import the file again.',
  },
  TENANT_SUSPENDED: {
    cause: 'Your organization’s account is suspended.',
    advice: 'Contact the support of your application.',
  },
  BAD_FEED_NAME: {
    cause: 'The name of the file is not that of a user feed.',
    advice: 'Rename the files as the step “File” describes, and import them again.',
  },
  BAD_FEED_HEADER: { cause: 'The header file of the user feed cannot be read.', advice: SEND_AGAIN },
  NO_RECORDS: { cause: 'The file has no records.', advice: 'Choose a file with at least one record.' },
};
