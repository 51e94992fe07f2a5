import { isReserved } from '../round-trip/reserved-names.ts';
import { fieldSpellings, matchField } from './field-names.ts';
import type { ImportType } from './import-type.ts';
import { HEADING_WORDS } from './row-words.ts';

/**
 * Returns a function that tells whether a row is a header, and not a record. Such rows occur where several files were
 * concatenated, and these may have other names for the same columns, in another order. Either every cell with a text is
 * the name of another column, or the cells of the key are names: those of fields, or of a key of several fields also the
 * words of people, if most other cells are such words. In a file of failed records, such a row has a number of
 * its own in front.
 */
export function createHeaderTest(
  type: ImportType,
  columns: readonly string[],
): (cells: readonly string[]) => boolean {
  if (type.headerless !== undefined) return () => false;
  const { written, human } = namesFor(type, columns);
  const read = [...columns.keys()].filter((i) => !isReserved(columns[i] ?? ''));
  const isKey = read.filter((i) => {
    const match = matchField(type, columns[i] ?? '');
    return match.kind === 'known' && type.key.includes(match.name);
  });
  const [first = 0] = read;

  return (cells) => {
    // Nearly every record is recognised here, by one look-up for each cell of its key.
    const keysAreWords = isKey.length > 0 && isKey.every((i) => isWord(formOf(cells[i])));
    if (!keysAreWords && !mayBeName(formOf(cells[first]))) return false;
    const filled = read.map((i) => formOf(cells[i])).filter((form) => form !== '');
    const meant = filled.flatMap((form) => written.get(form) ?? human.get(form) ?? []);
    if (new Set(meant).size !== meant.length) return false;
    if (isKey.length > 0 && isKey.every((i) => written.has(formOf(cells[i]))))
      return meant.length > 1 || filled.length === 1;
    return isAllNames(filled, meant) || (keysAreWords && isKey.length > 1 && areMostlyWords(filled));
  };

  function isWord(form: string): boolean {
    return written.has(form) || human.has(form) || HEADING_WORDS.has(form);
  }

  /** More than half of them, and of different meanings. */
  function areMostlyWords(filled: readonly string[]): boolean {
    const words = filled.filter(isWord);
    const meanings = words.map((form) => written.get(form) ?? human.get(form) ?? HEADING_WORDS.get(form));
    return words.length > 2 && words.length * 2 > filled.length && new Set(meanings).size === words.length;
  }

  function mayBeName(form: string): boolean {
    return form === '' || written.has(form) || human.has(form);
  }

  function isAllNames(filled: readonly string[], meant: readonly string[]): boolean {
    return meant.length === filled.length && (meant.length > 1 || (meant.length === 1 && read.length === 1));
  }
}

/** What each name means: a field, or a column that is no field. */
interface HeaderNames {
  /** The names in the file, and those of fields. */
  readonly written: ReadonlyMap<string, string>;
  readonly human: ReadonlyMap<string, string>;
}

function namesFor(type: ImportType, columns: readonly string[]): HeaderNames {
  const own = columns.map((column) => {
    const match = matchField(type, column);
    return [column, match.kind === 'known' ? match.name : `column ${column}`] as const;
  });
  const fields = fieldSpellings(type).filter(([, { member }]) => member === undefined);
  const people = type.fields.flatMap(({ name, humanNames = [] }) =>
    humanNames.map((human) => [human, name] as const),
  );
  return {
    written: byForm([...fields.map(([spelling, { name }]) => [spelling, name] as const), ...own]),
    human: byForm(people),
  };
}

function byForm(names: readonly (readonly [name: string, means: string])[]): ReadonlyMap<string, string> {
  return new Map(names.flatMap(([name, means]) => formsOf(name).map((form) => [form, means] as const)));
}

/** `firstName` also as `first name`, `first_name`, `first-name` and `firstname`, so that a cell is only looked up. */
function formsOf(name: string): readonly string[] {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[ _-]/);
  return [name, ...['', ' ', '_', '-'].map((separator) => words.join(separator))].map(formOf);
}

function formOf(cell = ''): string {
  return cell.trim().toLowerCase();
}
