import type { FileLayout } from '../../contracts/file-layout.ts';
import { matchField, nearestField, unknownColumnMessage } from '../import-type/field-names.ts';
import type { FileFormat, ImportType } from '../import-type/import-type.ts';
import { showName } from '../wording/show-value.ts';
import { type Rejection, reject } from './rejection.ts';

/** Columns named in a message. */
const MAX_FOUND = 10;

const FORMAT_NAMES: Readonly<Record<FileFormat, string>> = {
  csv: 'CSV',
  jsonl: 'JSON Lines',
  json: 'one JSON array',
};

export type Recognition =
  | { readonly ok: true; readonly type: ImportType; readonly unknownColumns: readonly string[] }
  | ({ readonly ok: false } & Rejection);

/**
 * Finds the import type of a file and checks that its header fits the type. `requested`: the name of a type, or
 * `auto`.
 */
export function recognise(types: readonly ImportType[], requested: string, layout: FileLayout): Recognition {
  if (layout.format === 'csv' && /^sep=.?$/i.test(layout.columns[0] ?? '')) {
    const message =
      'The file begins with a line `sep=`. Only spreadsheet programs understand this line, and they hide it. Delete that line in a text editor, or save the file as "CSV UTF-8".';
    return { ok: false, ...reject('SEP_LINE', message) };
  }
  const type = requested === 'auto' ? bestMatch(types, layout) : types.find(({ name }) => name === requested);
  if (type === undefined) return { ok: false, ...unknownType(types, requested, layout) };
  if (!type.formats.includes(layout.format)) return { ok: false, ...wrongFormat([type], layout.format) };
  if (layout.format !== 'csv') return { ok: true, type, unknownColumns: [] };
  if (type.headerless !== undefined) return { ok: true, type, unknownColumns: [] };
  const problem = headerProblem(type, layout.columns);
  if (problem !== undefined) return { ok: false, ...problem };
  return {
    ok: true,
    type,
    unknownColumns: layout.columns.filter((column) => matchField(type, column).kind === 'unknown'),
  };
}

/** The rejection when none of the types accepts the format. */
function wrongFormat(types: readonly ImportType[], found: FileFormat): Rejection {
  const names = namesOf(types);
  const formats = [...new Set(types.flatMap((type) => type.formats))];
  const expected = `${names} are imported from ${formats.map((format) => FORMAT_NAMES[format]).join(' or ')}.`;
  if (found === 'json' && formats.includes('jsonl')) {
    return reject(
      'JSON_ARRAY',
      `The file is a JSON array; ${expected} JSON Lines has one object on each line, without brackets around them or commas between them. \`jq -c '.[]'\` converts an array to JSON Lines.`,
    );
  }
  const advice =
    found === 'jsonl' && formats.includes('json')
      ? ' Put the objects into [ ], with commas between them. `jq -s .` does this.'
      : '';
  return reject('WRONG_FORMAT', `The file is ${FORMAT_NAMES[found]}; ${expected}${advice}`);
}

function unknownType(types: readonly ImportType[], requested: string, layout: FileLayout): Rejection {
  if (requested !== 'auto')
    return reject(
      'UNKNOWN_TYPE',
      `There is no import type \`${requested}\`. Expected one of ${namesOf(types)}.`,
    );
  if (layout.format !== 'csv') return wrongFormat(types, layout.format);
  const names = namesOf(types.filter(({ headerless }) => headerless === undefined));
  return reject(
    'UNRECOGNISED_TYPE',
    `The columns match no import type (${names}). Found: ${foundColumns(layout.columns)}. The first line must contain the column names: delete any line above it, such as a title, or check the names.`,
  );
}

function namesOf(types: readonly ImportType[]): string {
  return types.map(({ name }) => `\`${name}\``).join(', ');
}

function foundColumns(columns: readonly string[]): string {
  const found = columns
    .slice(0, MAX_FOUND)
    .map((column) => `\`${showName(column)}\``)
    .join(', ');
  return columns.length > MAX_FOUND ? `${found}, and ${columns.length - MAX_FOUND} more` : found;
}

/** The type with the most known columns. JSON files have no columns and get the first type that accepts JSON. */
function bestMatch(types: readonly ImportType[], layout: FileLayout): ImportType | undefined {
  if (layout.format !== 'csv') return types.find((type) => type.formats.includes(layout.format));
  let best: { type: ImportType; known: number } | undefined;
  for (const type of types.filter(({ headerless }) => headerless === undefined)) {
    const known = layout.columns.filter((column) => matchField(type, column).kind !== 'unknown').length;
    const nearly = layout.columns.some((column) => nearestField(type, column) !== undefined);
    if ((known > 0 || nearly) && (best === undefined || known > best.known)) best = { type, known };
  }
  return best?.type;
}

function headerProblem(type: ImportType, columns: readonly string[]): Rejection | undefined {
  const seen = new Map<string, string>();
  for (const column of columns) {
    const match = matchField(type, column);
    if (match.kind === 'bad-member') {
      const { label, pattern } = match.rule.member as NonNullable<typeof match.rule.member>;
      return reject(
        'BAD_COLUMN',
        `Column \`${showName(column)}\`: the ${label} after \`${match.rule.name}\` must match ${pattern.source}. Rename the column.`,
      );
    }
    const name = match.kind === 'known' ? match.name : column;
    const earlier = seen.get(name);
    if (earlier !== undefined) return reject('DUPLICATE_COLUMN', repeated(earlier, column));
    seen.set(name, column);
  }
  return missingProblem(type, columns, seen);
}

function repeated(earlier: string, column: string): string {
  return earlier === column
    ? `The header names \`${showName(column)}\` twice. Each column must have a name of its own.`
    : `The columns \`${showName(earlier)}\` and \`${showName(column)}\` are the same field. Remove one of them.`;
}

function missingProblem(
  type: ImportType,
  columns: readonly string[],
  seen: ReadonlyMap<string, string>,
): Rejection | undefined {
  const missing = type.key.filter((field) => !seen.has(field));
  if (missing.length === 0) return undefined;
  const hints = columns
    .filter(
      (column) =>
        missing.includes(nearestField(type, column) ?? '') && matchField(type, column).kind === 'unknown',
    )
    .map((column) =>
      unknownColumnMessage(type, column).replace(' It was ignored', '').replace('unknown column ', ''),
    );
  const names = missing.map((field) => `\`${field}\``).join(' and no column ');
  const hint = hints.length === 0 ? '' : ` ${hints.join('; ')}`;
  return reject(
    'MISSING_COLUMN',
    `The header has no column ${names}, which every ${type.name} file needs. Found: ${foundColumns(columns)}.${hint}`,
  );
}
