import { DELIMITERS, type Delimiter } from '../../contracts/delimiter.ts';
import type { FileLayout } from '../../contracts/file-layout.ts';
import { readArrayLayout } from '../../core/inspection/array-layout.ts';
import { checkHeader } from '../../core/inspection/check-header.ts';
import { mixedDelimiters, unknownDelimiter } from '../../core/inspection/delimiter-problem.ts';
import { headProblem, isBlankText } from '../../core/inspection/head-problem.ts';
import { skipBlank } from '../../core/inspection/json-opening.ts';
import { arrayOfArrays } from '../../core/inspection/json-table.ts';
import { JSON_LINES_NAME } from '../../core/inspection/named-as-json.ts';
import { readObjectLayout } from '../../core/inspection/object-layout.ts';
import type { PossibleType } from '../../core/inspection/record-or-wrapper.ts';
import { NAME_THE_ENCODING } from '../../core/inspection/reject-encoding.ts';
import { rowWidth } from '../../core/inspection/row-width.ts';
import { encodingProblem } from '../../core/inspection/text-problem.ts';
import { skipMarks } from '../../core/records/line-edges.ts';
import { unguardNames } from '../../core/round-trip/sender-columns.ts';
import { FileRejected, fileRejected } from '../../runtime/errors.ts';
import { type HeaderReading, readCsvHeader } from '../csv/csv-header.ts';
import { firstRows } from '../csv/first-rows.ts';

/** The number of bytes that are read: the header must end within them. */
export const HEAD_BYTES = 256 * 1024;

export interface Head {
  /** The file's first bytes, decompressed. */
  readonly bytes: Buffer;
  /** Whether they are the whole file. */
  readonly complete: boolean;
}

/** Somewhere below a bad first line: a table under a wrong name has none. */
const OPENS_AN_OBJECT = /^[ \t]*\{/m;

/**
 * Determines from a file's first bytes how to read it. The content decides; the name is used when the first line is not a
 * JSON object, so that a malformed first line of JSON Lines costs one record as any other line does. `types`: those that
 * the file may have, by which one record is told from an object around the records. `delimiters`: those that a CSV file may have.
 * @throws FileRejected when the bytes are not text in UTF-8, or the header cannot be read
 */
export function readLayout(
  head: Head,
  fileName: string,
  types: readonly PossibleType[] = [],
  delimiters: readonly Delimiter[] = DELIMITERS,
): FileLayout {
  const problem = encodingProblem(head.bytes, head.complete);
  if (problem !== undefined) throw fileRejected(problem);
  // Tools that add a byte order mark do not look whether there is one.
  const offset = skipMarks(head.bytes, 0, head.bytes.length);
  const text = head.bytes.subarray(offset);
  const whole = headProblem(text);
  if (whole !== undefined) throw fileRejected(whole);
  if (isBlankText(text)) throw emptyFile(head);
  const opening = firstCharacter(text);
  if (opening === '{') {
    const object = readObjectLayout(text, offset, types);
    if (object.ok) return object.layout;
    throw fileRejected(object);
  }
  const array = readArrayLayout(text, offset);
  if (array !== undefined && !(JSON_LINES_NAME.test(fileName) && isOneOfManyLines(text))) {
    const table = arrayOfArrays(text.toString('latin1'), array.offset - offset - 1);
    if (table !== undefined) throw fileRejected(table);
    return array;
  }
  if (JSON_LINES_NAME.test(fileName) && OPENS_AN_OBJECT.test(text.toString('latin1')))
    return { format: 'jsonl', offset, line: 1 };
  return csvLayout({ head: text, offset, complete: head.complete }, delimiters, types);
}

/** A line that is JSON by itself and is followed by others: a record of the wrong shape, not the beginning of an array. */
function isOneOfManyLines(text: Buffer): boolean {
  const [first = '', second] = text.toString('utf8').trim().split('\n', 2);
  return second !== undefined && isWholeJson(first);
}

function isWholeJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

interface CsvSource {
  readonly head: Buffer;
  readonly offset: number;
  readonly complete: boolean;
}

function csvLayout(
  source: CsvSource,
  delimiters: readonly Delimiter[],
  types: readonly PossibleType[],
): FileLayout {
  const { delimiter, header } = likeliestHeader(source, delimiters);
  if (!header.found) throw unreadableHeader(header, source.head);
  const other = unknownDelimiter({ text: header.raw.toString(), names: header.cells }, types);
  if (other !== undefined) throw fileRejected(other);
  const judged = checkHeader(header.cells);
  if (!judged.ok) throw fileRejected(judged);
  const headerEnd = endOfHeader(header.raw, source.head, source.offset);
  const below = source.head.subarray(header.next.offset - source.offset);
  const cellsWith = (one: Delimiter) => firstRows(below, one, source.complete);
  const rows = cellsWith(delimiter);
  const columns = judged.columns.length;
  const mixed = mixedDelimiters({
    delimiter,
    columns,
    cellsWith: (one) => (one === delimiter ? rows : cellsWith(one)),
  });
  if (mixed !== undefined) throw fileRejected(mixed);
  return {
    format: 'csv',
    delimiter,
    columns: [...unguardNames(judged.columns)],
    ...rowWidth(rows, { columns, headerCells: header.cells.length, delimiter }),
    headerStart: headerEnd - header.raw.length,
    headerEnd,
    offset: header.next.offset,
    line: header.next.line,
  };
}

/**
 * The delimiter that divides the header into most names; `,` where several do. A name with another delimiter or a quote
 * in it counts against: `a;"b, or c"` has two names, not `a;"b` and ` or c"`.
 */
function likeliestHeader(
  source: CsvSource,
  delimiters: readonly Delimiter[],
): { delimiter: Delimiter; header: HeaderReading } {
  const readings = delimiters.map((delimiter) => ({
    delimiter,
    header: readCsvHeader(source, delimiter),
  }));
  const best = readings.reduce((one, other) => (likelihood(other) > likelihood(one) ? other : one));
  // If only one delimiter divides the row, it is used even if the row is malformed with it.
  const undivided = !best.header.found || best.header.cells.length === 1;
  const malformed = readings.find(({ header }) => !header.found && header.malformed !== undefined);
  return undivided ? (malformed ?? best) : best;
}

/** Prefers any delimiter to one that divides quoted text. */
const CUT_QUOTE = 1_000_000;

function likelihood({ header }: { header: HeaderReading }): number {
  if (!header.found) return Number.NEGATIVE_INFINITY;
  const doubtful = header.cells.filter((cell) => /[,;\t|]/.test(cell)).length;
  const cut = header.cells.filter((cell) => cell.includes('"')).length;
  return header.cells.length - 2 * doubtful - CUT_QUOTE * cut;
}

/** `raw` is a view into `head`: the difference of their offsets is its position in the file. */
function endOfHeader(raw: Buffer, head: Buffer, offset: number): number {
  return raw.byteOffset - head.byteOffset + offset + raw.length;
}

function unreadableHeader(header: HeaderReading & { found: false }, head: Buffer): FileRejected {
  if (header.malformed?.reason === 'invalid_utf8')
    return new FileRejected('WRONG_ENCODING', `The header row is not valid UTF-8. ${NAME_THE_ENCODING}`);
  if (header.malformed !== undefined) {
    return new FileRejected(
      'MALFORMED_HEADER',
      'The header row cannot be read: it has a quote that is not closed, or text after a closing quote.',
    );
  }
  const hint = head.includes(0x0d) ? ' The file may have the line breaks of old Macs (CR alone).' : '';
  return new FileRejected(
    'HEADER_TOO_LONG',
    `The header row does not end within the first ${HEAD_BYTES} bytes. Expected line breaks LF or CRLF.${hint}`,
  );
}

function emptyFile(head: Head): FileRejected {
  return head.complete
    ? new FileRejected('EMPTY_FILE', 'The file is empty. Expected a CSV file with a header row, or JSON.')
    : new FileRejected(
        'NO_HEADER',
        `The first ${HEAD_BYTES} bytes of the file are blank. Expected a header row or a JSON record.`,
      );
}

function firstCharacter(text: Buffer): string | undefined {
  const head = text.toString('latin1');
  for (let at = skipBlank(head, 0); at < head.length; at = skipBlank(head, at + 1))
    if (head[at]?.trim() !== '') return head[at];
  return undefined;
}
