/**
 * Names of Rollcall's own columns and keys in files of failed records. An import ignores them as data: it only reads the
 * number of the original record.
 */
export const RESERVED = {
  /** Number of the record in the file that was sent first. */
  record: 'rollcall:record',
  /** Why the record failed. */
  errors: 'rollcall:errors',
  /** Text of a JSON record that could not be read. In CSV, a cell begins with TEXT_MARK instead. */
  text: 'rollcall:text',
} as const;

const NAMES: ReadonlySet<string> = new Set(Object.values(RESERVED));

export function isReserved(name: string): boolean {
  return NAMES.has(name);
}

/** The reserved name that a column has in another letter case, as some tools write headers. */
export function reservedName(name: string): string | undefined {
  const lower = name.toLowerCase();
  return isReserved(lower) ? lower : undefined;
}

/** The beginning of the first cell of a row that could not be read: the text of the row follows. */
export const TEXT_MARK = `${RESERVED.text}: `;

export function isMarkedText(cell: string): boolean {
  return cell.trimStart().startsWith(RESERVED.text);
}
