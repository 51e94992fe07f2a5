import type { Issue } from '../../contracts/issue.ts';
import { error } from '../wording/issue.ts';
import { plural } from '../wording/plural.ts';
import { showName } from '../wording/show-value.ts';
import { sent, type Wording, wording } from '../wording/wording.ts';
import { JSON_MISTAKES } from './json-text/json-mistake.ts';
import type { Malformation } from './record.ts';

/**
 * The issue of a record whose bytes could not be read as a record. `headerless`: the columns of a file without a
 * header row. `escapes`: backslashes in the row may have broken it.
 */
export function malformedIssue(
  malformed: Malformation,
  headerless?: readonly string[],
  escapes = false,
): Issue {
  const code = malformed.reason === 'oversized' ? 'ITEM_TOO_LARGE' : 'BAD_REQUEST';
  const problem = describe(malformed, headerless);
  return error(code, escapes ? wording`${problem}. ${ESCAPES}` : problem);
}

const ESCAPES =
  'The row has a backslash before a delimiter, a quote or a line break, as MySQL and Hive write them: export the file as CSV with quoted cells, and with quotes in them that are written twice ("")';

function describe(malformed: Malformation, headerless?: readonly string[]): string | Wording {
  const expected = (count: number) =>
    headerless === undefined ? `the header has ${count}` : `expected ${count}: ${headerless.join(', ')}`;
  switch (malformed.reason) {
    case 'unclosed_quote':
      return 'the row opens a quote and does not close it; write a quote inside a quoted cell twice ("")';
    case 'junk_after_quote':
      return 'there is text after a closing quote; write a quote inside a quoted cell twice ("")';
    case 'rest_of_cell':
      return 'the row is the rest of a quoted cell that begins in a row before it; a row with a line break in a cell must have all its cells: add the delimiters of the empty cells at its end';
    case 'next_to_part':
      return 'the row before or after it has too few cells and may be a part of this row; a cell that contains a line break must be quoted; if that row is not a record, delete it';
    case 'too_few_columns':
      return wording`the row has ${sent(plural(malformed.found, 'cell'), 'too few cells')}, ${expected(malformed.expected)}; delete it if it is not a record; a cell that contains a line break must be quoted`;
    case 'broken_row':
      return wording`the row has ${sent(plural(malformed.found, 'cell'), 'too few cells')}, ${expected(malformed.expected)}; together with the row before or after it, it has no more cells than one row. A cell that contains a line break must be quoted; if the row only lacks empty cells at its end, add their delimiters`;
    case 'unlike_row':
      return wording`the row has ${sent(plural(malformed.found, 'cell'), 'too few cells')}, ${expected(malformed.expected)}, and they do not look like the cells of the rows around it: it may be a part of the row before it. A cell that contains a line break must be quoted; if the row only lacks empty cells at its end, add their delimiters`;
    case 'too_many_columns':
      return wording`the row has ${sent(plural(malformed.found, 'cell'), 'too many cells')}, ${expected(malformed.expected)}; a cell that contains the delimiter must be quoted${malformed.blank ? '; if none does, delete the delimiters at the end of the row' : ''}`;
    case 'invalid_utf8':
      return 'the record is not valid UTF-8: some of its bytes are damaged, or in another encoding; write it in UTF-8';
    case 'nul_byte':
      return 'the record contains a NUL byte; remove it';
    case 'lone_return':
      return 'the row contains a carriage return (CR) that is not followed by a line feed (LF): it may be several rows; save the file with the line breaks of Windows (CRLF) or Unix (LF), and quote a cell that contains a line break';
    case 'oversized':
      return 'the record is too large to be read; look for a quote or a bracket that is not closed';
    case 'invalid_json':
      return invalidJson(malformed);
    case 'not_an_object':
      return wording`the record must be a JSON object in { }, found ${sent(malformed.found)}`;
    case 'repeated_key':
      return `the key \`${showName(malformed.key)}\` occurs twice in one object; remove one of the two`;
    case 'unreadable':
      return 'the row cannot be read as CSV; write a quote inside a quoted cell twice ("")';
  }
}

function invalidJson({
  position,
  line,
  behind,
  mistake,
}: Malformation & { readonly reason: 'invalid_json' }): Wording {
  const what = behind ? 'text behind the object' : 'error';
  const ofLine = line === undefined ? '' : ` of line ${line}`;
  const advice = behind
    ? 'write each object on a line of its own, without commas between them'
    : mistake === undefined
      ? ''
      : JSON_MISTAKES[mistake];
  return wording`the record is not valid JSON${sent(`: ${what} at character ${position + 1}${ofLine}`, '')}${advice === '' ? '' : `; ${advice}`}`;
}
