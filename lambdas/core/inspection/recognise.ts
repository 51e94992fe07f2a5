import type { FileLayout } from '../../contracts/file-layout.ts';
import { matchField, nearestField } from '../import-type/field-names.ts';
import type { FileFormat, ImportType } from '../import-type/import-type.ts';
import { similarField } from '../import-type/similar-field.ts';
import { foundNames } from '../wording/found-names.ts';
import { showName } from '../wording/show-value.ts';
import { separatorLine } from './head-problem.ts';
import type { ColumnChoices } from './mapping/check-mapping.ts';
import { nameColumns } from './name-columns.ts';
import { EXACT_NAMES, type NamesOfFile, type Recognition } from './recognition.ts';
import { type Rejection, reject } from './rejection.ts';
import { resultFileProblem } from './result-file.ts';

const FORMAT_NAMES: Readonly<Record<FileFormat, string>> = {
  csv: 'CSV',
  jsonl: 'JSON Lines',
  json: 'one JSON array',
};

/**
 * Finds the import type of a file, checks that its header fits the type, and decides which fields its columns are.
 * `requested`: the name of a type, or `auto`.
 */
export function recognise(
  types: readonly ImportType[],
  requested: string,
  layout: FileLayout,
  given: NamesOfFile = EXACT_NAMES,
): Recognition {
  if (layout.format === 'csv' && /^sep=.?$/i.test(layout.columns[0] ?? '')) {
    return { ok: false, ...separatorLine() };
  }
  const ours = resultFileProblem(layout, types);
  if (ours !== undefined) return { ok: false, ...ours };
  const type = requestedType(types, requested, layout, given);
  if (type === undefined) return { ok: false, ...unknownType(types, requested, layout) };
  if (!type.formats.includes(layout.format)) return { ok: false, ...wrongFormat([type], layout.format) };
  return nameColumns(type, layout, given);
}

/** The type that is named, or with `auto` the type that fits best. */
export function requestedType(
  types: readonly ImportType[],
  requested: string,
  layout: FileLayout,
  given: NamesOfFile,
): ImportType | undefined {
  return requested === 'auto'
    ? bestMatch(types, layout, given)
    : types.find(({ name }) => name === requested);
}

/** The rejection when none of the types accepts the format. */
function wrongFormat(types: readonly ImportType[], found: FileFormat): Rejection {
  const names = namesOf(types);
  const formats = [...new Set(types.flatMap((type) => type.formats))];
  const expected = `${types.length === 1 ? 'files of the type' : 'files of the types'} ${names} are ${formats.map((format) => FORMAT_NAMES[format]).join(' or ')}.`;
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
      `There is no import type \`${showName(requested)}\`. Expected one of ${namesOf(types)}.`,
    );
  if (layout.format !== 'csv') return wrongFormat(types, layout.format);
  const names = namesOf(types.filter(({ headerless }) => headerless === undefined));
  return reject(
    'UNRECOGNISED_TYPE',
    `The columns match no import type (${names}). Found: ${foundNames(layout.columns)}. The first line must contain the column names: delete any line above it, such as a title, or check the names.`,
  );
}

function namesOf(types: readonly ImportType[]): string {
  return types.map(({ name }) => `\`${name}\``).join(', ');
}

/** The type with the most known columns. JSON files have no columns and get the first type that accepts JSON. */
function bestMatch(
  types: readonly ImportType[],
  layout: FileLayout,
  { choicesFor }: NamesOfFile,
): ImportType | undefined {
  if (layout.format !== 'csv') return types.find((type) => type.formats.includes(layout.format));
  let best: { type: ImportType; known: number } | undefined;
  for (const type of types.filter(({ headerless }) => headerless === undefined)) {
    const known = countKnown(type, layout.columns, choicesFor(type));
    const nearly = layout.columns.some((column) => nearestField(type, column) !== undefined);
    if ((known > 0 || nearly) && (best === undefined || known > best.known)) best = { type, known };
  }
  return best?.type;
}

/** A column that is only similar to a field counts less, so that exact names decide. */
function countKnown(
  type: ImportType,
  columns: readonly string[],
  { map, remembered }: ColumnChoices,
): number {
  const target = new Map([...remembered, ...map]);
  return columns.reduce((sum, column) => {
    if (matchField(type, target.get(column) ?? column).kind !== 'unknown') return sum + 1;
    return similarField(type, column, 'csv') === undefined ? sum : sum + SIMILAR_COUNTS;
  }, 0);
}

const SIMILAR_COUNTS = 0.9;
