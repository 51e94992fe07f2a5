import { DELIMITERS, type Delimiter } from '../../contracts/delimiter.ts';
import { matchField } from '../import-type/field-names.ts';
import { showName } from '../wording/show-value.ts';
import { fieldsOf, hasKey, type PossibleType } from './record-or-wrapper.ts';
import { type Rejection, reject } from './rejection.ts';

const NAMES: Readonly<Record<Delimiter, string>> = {
  ',': 'a comma',
  ';': 'a semicolon',
  '\t': 'a tab',
  '|': 'a vertical bar (`|`)',
};

/** What may be between two names: characters that names do not have, one or several of them, or blanks. */
const BETWEEN = /[^\p{L}\p{N}\s_.'"*-]+|\t+| +/gu;
/** A row in ten may be damaged or no record. */
const MOST_OTHERS = 0.1;

interface HeaderText {
  /** The header row as it was sent. */
  readonly text: string;
  /** The names in it, as they are read. */
  readonly names: readonly string[];
}

/**
 * The rejection of a header whose names are separated by something that is no delimiter, such as `^`, `||` or U+0001: that
 * divides it into fields of a type, while the names as they are read lack the key of each type, or names between names.
 */
export function unknownDelimiter(
  { text, names }: HeaderText,
  types: readonly PossibleType[],
): Rejection | undefined {
  const possible = types.filter(({ type }) => type.headerless === undefined);
  const isNamed = !names.some((name, i) => name.trim() === '' && i < names.length - 1);
  if (isNamed && possible.some((one) => hasKey(one, names))) return undefined;
  const found = [...new Set(text.match(BETWEEN))].find((separator) => divides(text, separator, possible));
  if (found === undefined) return undefined;
  return reject(
    'UNKNOWN_DELIMITER',
    `The names in the header are separated by ${nameOf(found)}. Expected ${DELIMITERS.map(
      (delimiter) => NAMES[delimiter],
    )
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1')}. Export the file again with one of these delimiters.`,
  );
}

function divides(text: string, separator: string, types: readonly PossibleType[]): boolean {
  if (DELIMITERS.some((delimiter) => delimiter === separator)) return false;
  const parts = text.split(separator).map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
  // Names of people have blanks: `First Name Email` may be one.
  const isBlank = separator.trim() === '';
  return types.some((one) =>
    isBlank
      ? parts.length > 1 && parts.every((part) => matchField(one.type, part).kind === 'known')
      : fieldsOf(one, parts).size > 1,
  );
}

function nameOf(separator: string): string {
  if (separator.trim() === '') return separator.includes('\t') ? 'several tabs' : 'blanks';
  return `\`${showName(separator)}\``;
}

interface ReadRows {
  readonly delimiter: Delimiter;
  /** Cells of the header. */
  readonly columns: number;
  /** The first rows, by their cells with a delimiter. */
  readonly cellsWith: (delimiter: Delimiter) => readonly (readonly string[])[];
}

/**
 * The rejection of a file whose first rows all have too few cells with the delimiter of the header, and with another
 * delimiter as many as the header.
 */
export function mixedDelimiters({ delimiter, columns, cellsWith }: ReadRows): Rejection | undefined {
  const rows = cellsWith(delimiter);
  if (columns < 2 || rows.length === 0 || rows.some((cells) => cells.length >= columns)) return undefined;
  const other = DELIMITERS.find((one) => {
    const read = one === delimiter ? [] : cellsWith(one);
    const fit = read.filter((cells) => cells.length === columns).length;
    return fit > 0 && fit >= read.length * (1 - MOST_OTHERS);
  });
  if (other === undefined) return undefined;
  return reject(
    'MIXED_DELIMITERS',
    `The header separates its names by ${NAMES[delimiter]}, the rows separate their cells by ${NAMES[other]}. Write the header with the delimiter of the rows.`,
  );
}
