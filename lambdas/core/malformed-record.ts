import type { Issue } from '../contracts/issue.ts';
import type { Malformation } from './records/record.ts';

/** What the sender is told about a record whose bytes could not be read as a record at all. */
export function malformedIssue(malformed: Malformation): Issue {
  return {
    severity: 'error',
    code: malformed.reason === 'oversized' ? 'ITEM_TOO_LARGE' : 'BAD_REQUEST',
    message: describe(malformed),
    retryable: false,
  };
}

function describe(malformed: Malformation): string {
  switch (malformed.reason) {
    case 'unclosed_quote':
      return 'the row opens a quote and does not close it; write a quote inside a quoted cell twice ("")';
    case 'junk_after_quote':
      return 'there is text behind a closing quote; write a quote inside a quoted cell twice ("")';
    case 'too_few_columns':
      return `the row has ${cells(malformed.found)}, the header ${malformed.expected}`;
    case 'too_many_columns':
      return `the row has ${cells(malformed.found)}, the header ${malformed.expected}; a cell that contains the delimiter must stand in quotes`;
    case 'invalid_utf8':
      return 'the record is not valid UTF-8; save the file as "CSV UTF-8"';
    case 'nul_byte':
      return 'the record contains a NUL byte';
    case 'oversized':
      return 'the record is too large to be read';
    case 'invalid_json':
      return malformed.position === undefined
        ? 'the line is not valid JSON'
        : `the line is not valid JSON: error at character ${malformed.position + 1}`;
    case 'not_an_object':
      return 'the line must be a JSON object';
    case 'unreadable':
      return 'the row cannot be read as CSV';
  }
}

function cells(count: number): string {
  return count === 1 ? '1 cell' : `${count} cells`;
}
