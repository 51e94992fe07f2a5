import { matchField } from '../import-type/field-names.ts';
import type { FileFormat, ImportType } from '../import-type/import-type.ts';
import { similarField } from '../import-type/similar-field.ts';
import { mayBeMapped } from '../import-type/with-mapping.ts';
import { showName } from '../wording/show-value.ts';
import type { RecordNames } from './names-of-records.ts';
import { type Rejection, reject } from './rejection.ts';

const MAX_FOUND = 10;
const MAX_KEYS = 5;

/** So many records without the key are not the mistake of single records. */
const MANY = 100;

/**
 * The rejection of a JSON file whose first records have no field at all, or of which a hundred lack the key: the
 * counterpart of a CSV header without the column. A few records that lack it cost only themselves.
 */
export function missingKeyProblem(
  type: ImportType,
  { names, objects }: RecordNames,
  records: number,
): Rejection | undefined {
  const found = new Set(
    names.flatMap((name) => {
      const match = matchField(type, name);
      return match.kind === 'known' ? [match.name] : [];
    }),
  );
  const missing = type.key.filter((field) => !found.has(field));
  const [first] = missing;
  if (names.length === 0 || first === undefined) return undefined;
  if (found.size > 0 && records < MANY) return undefined;
  const keys = missing.map((field) => `\`${field}\``).join(' and ');
  const who = records === 1 ? 'The first record lacks' : `The first ${records} records lack`;
  const lines = [
    `${who} ${keys}, which every record of ${type.name} needs. Found: ${describeNames(names, objects)}.`,
    ...(records === 1 && found.size === 0 && names.some(isErrorName)
      ? ['The file seems to be the answer to a request that failed. Export the users again.']
      : [...seemingKeys(type, missing, names, 'json'), ...(mayBeMapped(type) ? [howToMap(first)] : [])]),
  ];
  return reject('MISSING_KEY', lines.join('\n'));
}

function isErrorName(name: string): boolean {
  return /^(error|errors|error_description|fault)$/i.test(name);
}

function howToMap(field: string): string {
  return `If the value is there under another name, map it: --map 'KEY=${field}' or, in an object, --map 'OBJECT.KEY=${field}' on the command line, or the metadata rollcall-map: KEY=${field}. If it is not there, add \`${field}\` to each record.`;
}

/** Names that were not read as the missing fields because the sender said that similar names are ignored. */
export function seemingKeys(
  type: ImportType,
  missing: readonly string[],
  names: readonly string[],
  format: FileFormat,
): readonly string[] {
  return names.flatMap((name) => {
    if (matchField(type, name).kind !== 'unknown') return [];
    const field = similarField(type, name, format)?.field;
    return field !== undefined && missing.includes(field)
      ? [`\`${showName(name)}\` seems to be \`${field}\`, but similar names are ignored in this import.`]
      : [];
  });
}

/** `` `id`, `organization` (an object with `id`, `name`) `` */
export function describeNames(names: readonly string[], objects: RecordNames['objects']): string {
  const shown = names.slice(0, MAX_FOUND).map((name) => describeName(name, objects.get(name)));
  return names.length > MAX_FOUND
    ? `${shown.join(', ')}, and ${names.length - MAX_FOUND} more`
    : shown.join(', ');
}

export function describeName(name: string, keys: readonly string[] | undefined): string {
  const text = `\`${showName(name)}\``;
  if (keys === undefined) return text;
  const inner = keys.slice(0, MAX_KEYS).map((key) => `\`${showName(key)}\``);
  const more = keys.length > MAX_KEYS ? ', …' : '';
  return `${text} (an object with ${inner.join(', ')}${more})`;
}
