import { DELIMITERS } from '../../../lambdas/contracts/delimiter.ts';
import { readBytes } from '../../files/read-bytes.ts';
import type { FileChoices, HeaderRow, InspectedFile } from '../protocol.ts';

/** Bytes and lines in which the names of the columns are looked for. */
const LOOKED_AT = 64 * 1024;
const MAX_LINES = 20;
/** The row of the names has at least this share of the cells of the longest row, as in a workbook. */
const FILLED = 0.6;

/** Rejections of a file whose names may be below its first line: below a title, a date, `sep=;`, or a blank row. */
const MAY_BE_BELOW: ReadonlySet<string | undefined> = new Set([
  'BAD_COLUMN',
  'DUPLICATE_COLUMN',
  'HEADER_TOO_LONG',
  'MALFORMED_HEADER',
  'MISSING_COLUMN',
  'MIXED_DELIMITERS',
  'NO_HEADER',
  'SEP_LINE',
  'SIMILAR_COLUMNS',
  'UNKNOWN_DELIMITER',
  'UNNAMED_COLUMN',
  'UNRECOGNISED_TYPE',
]);

interface Inspected {
  readonly view: InspectedFile;
}

/**
 * A CSV file is read from the row of its names on: the one that was chosen, or the one that is probable where the first
 * line is none. The pipeline rejects a file that has lines above the names, so it is sent without them.
 */
export async function inspectFromHeader<T extends Inspected>(
  file: Blob,
  fileName: string,
  choices: FileChoices,
  inspect: (file: Blob, fileName: string, choices: FileChoices) => Promise<T>,
): Promise<T> {
  const whole = await inspect(file, fileName, choices);
  const lines = mayHaveOtherHeader(whole.view) ? await firstLines(file, whole.view) : [];
  if (lines.length < 2) return whole;
  const shown = lines.map(({ row, text }) => ({ row, cells: [text] }));
  const row = choices.headerRow ?? guessRow(whole.view, lines);
  const start = lines[row - 1]?.start ?? 0;
  const asSent = {
    ...whole,
    view: { ...whole.view, header: { row: rowAsSent(whole.view, lines), firstRows: shown } },
  };
  if (start === 0) return asSent;
  const below = await inspect(file.slice(start), fileName, choices);
  if (choices.headerRow === undefined && knownColumns(below) <= knownColumns(whole)) return asSent;
  const header: HeaderRow = { row, firstRows: shown };
  return { ...below, view: { ...below.view, size: file.size, sentAs: fileName, header } };
}

/** A file of a type without names of columns has no `columns`. */
function mayHaveOtherHeader({ isGzip, layout, rejection, columns }: InspectedFile): boolean {
  if (isGzip || (layout !== undefined && layout.format !== 'csv')) return false;
  return rejection === undefined ? columns !== undefined : MAY_BE_BELOW.has(rejection.code);
}

interface Line {
  /** From 1. */
  readonly row: number;
  readonly start: number;
  readonly text: string;
}

/** None of a file in UTF-16, which has NUL bytes: without its first bytes, it would not be known as such. */
async function firstLines(file: Blob, { conversion }: InspectedFile): Promise<readonly Line[]> {
  const bytes = await readBytes(file, 0, Math.min(file.size, LOOKED_AT));
  if (bytes.includes(0)) return [];
  const decoder = decoderOf(conversion?.encoding);
  const lines: Line[] = [];
  for (let start = 0; start < bytes.length && lines.length < MAX_LINES; ) {
    const at = bytes.indexOf(0x0a, start);
    const end = at === -1 ? bytes.length : at + 1;
    lines.push({ row: lines.length + 1, start, text: decoder.decode(bytes.subarray(start, end)).trim() });
    start = end;
  }
  return lines;
}

/** Blank lines above the names are ignored. */
function rowAsSent({ layout }: InspectedFile, lines: readonly Line[]): number {
  const from = layout?.format === 'csv' ? layout.headerStart : 0;
  return lines.findLast(({ start }) => start <= from)?.row ?? 1;
}

/** For the eye only: browsers do not know the encodings of DOS. */
function decoderOf(encoding = 'utf-8'): Pick<InstanceType<typeof TextDecoder>, 'decode'> {
  try {
    return new TextDecoder(encoding);
  } catch {
    return new TextDecoder();
  }
}

/** The first row that has about as many cells as the longest one, with the delimiter that divides most. */
function guessRow({ rejection }: InspectedFile, lines: readonly Line[]): number {
  if (rejection === undefined) return 1;
  const counts = DELIMITERS.map((delimiter) =>
    lines.map(({ text }) => text.split(delimiter).filter((cell) => cell.trim() !== '').length),
  );
  const most = counts.map((one) => Math.max(...one));
  const likeliest = counts[most.indexOf(Math.max(...most))] ?? [];
  const longest = Math.max(...likeliest);
  return longest < 2 ? 1 : likeliest.findIndex((count) => count >= FILLED * longest) + 1;
}

/** How many columns are fields, or may be: -1 if the names cannot be read. */
function knownColumns({ view: { columns } }: Inspected): number {
  return columns?.filter(({ field }) => field !== undefined && !field.includes('{')).length ?? -1;
}
