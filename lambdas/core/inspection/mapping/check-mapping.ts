import type { ColumnMap, SimilarColumns } from '../../../contracts/column-map.ts';
import { LEFT_OUT } from '../../../contracts/column-map-text.ts';
import { matchField, nearestField } from '../../import-type/field-names.ts';
import type { FileFormat, ImportType } from '../../import-type/import-type.ts';
import { similarField } from '../../import-type/similar-field.ts';
import { mayBeMapped } from '../../import-type/with-mapping.ts';
import { foundNames } from '../../wording/found-names.ts';
import { showName } from '../../wording/show-value.ts';
import { type Rejection, reject } from '../rejection.ts';

/** What the sender and the tenant say about the names of columns. */
export interface ColumnChoices {
  /** The mapping of the import. */
  readonly map: NamedMap;
  /** The mapping that the tenant's settings remember for this type. Columns that the file does not have do not matter. */
  readonly remembered: NamedMap;
  readonly similar: SimilarColumns;
}

export type NamedMap = readonly (readonly [column: string, field: string])[];

export const NO_CHOICES: ColumnChoices = { map: [], remembered: [], similar: 'reject' };

type Checked = { readonly ok: true; readonly map: ColumnMap } | ({ readonly ok: false } & Rejection);

/** The mapping that applies to the file, by the names as the file has them. */
export function checkMapping(
  type: ImportType,
  file: { readonly format: FileFormat; readonly names: readonly string[] },
  { map, remembered }: ColumnChoices,
): Checked {
  if (map.length > 0 && !mayBeMapped(type)) return no(notMapped(type));
  if (!mayBeMapped(type)) return { ok: true, map: [] };
  const names = new Map(file.names.map((name) => [name.normalize('NFC'), name]));
  const own = new Set(map.map(([column]) => column.normalize('NFC')));
  const inFile = (column: string) =>
    names.get(column.normalize('NFC')) ?? names.get(column.trim().normalize('NFC'));
  const kept = remembered.filter(([column]) => !own.has(column.normalize('NFC')) && isThere(column));
  // A JSON record need not have every name, and only the first records are known here.
  function isThere(column: string): boolean {
    return file.format !== 'csv' || inFile(column) !== undefined;
  }
  const missing = map.find(([column]) => !isThere(column));
  if (missing !== undefined) return no(noColumn(missing, file.names));
  const all = [...map, ...kept];
  const wrong = all.find(([, field]) => !isField(type, field, file.format));
  if (wrong !== undefined)
    return no(noField(type, wrong, { format: file.format, isOwn: map.includes(wrong) }));
  const effective: ColumnMap = all.map(([column, field]) => [inFile(column) ?? column, field]);
  // In JSON the names may be those of different records. A record that has both fails.
  const twice = file.format === 'csv' ? fieldTwice(type, effective, file.names) : undefined;
  return twice === undefined ? { ok: true, map: effective } : no(twice);
}

/** In JSON also the key of an object (`customFields`), and the segments. */
function isField(type: ImportType, field: string, format: FileFormat): boolean {
  if (field === LEFT_OUT || matchField(type, field).kind === 'known') return true;
  if (format === 'csv') return false;
  const isObject = type.fields.some(({ name }) => name.startsWith(`${field}.`));
  return isObject || field === type.segmentsField;
}

function fieldTwice(type: ImportType, map: ColumnMap, names: readonly string[]): string | undefined {
  const mapped = new Map(map);
  const columns = new Set([...mapped.keys(), ...names]);
  const seen = new Map<string, string>();
  for (const column of columns) {
    const target = mapped.get(column) ?? column;
    const match = target === LEFT_OUT ? undefined : matchField(type, target);
    if (match?.kind !== 'known') continue;
    const earlier = seen.get(match.name);
    const isMapped = mapped.has(column) || (earlier !== undefined && mapped.has(earlier));
    if (earlier !== undefined && isMapped)
      return `The mapping gives the field \`${match.name}\` two columns: \`${showName(earlier)}\` and \`${showName(column)}\`. Map one of them to \`-\`, which leaves it out.`;
    if (earlier === undefined) seen.set(match.name, column);
  }
  return undefined;
}

function notMapped({ name, headerless }: ImportType): string {
  return headerless === undefined
    ? `A file of ${name} cannot have a mapping: its header file declares the names. Declare the names there, and leave the mapping out.`
    : `A file of ${name} cannot have a mapping: it has no header row, and its columns are known by their position. Leave the mapping out.`;
}

function noColumn([column]: readonly [string, string], names: readonly string[]): string {
  return `The mapping names the column \`${showName(column)}\`, which the file does not have. Found: ${foundNames(names)}. Names are case-sensitive. Correct the mapping, and send the file again.`;
}

function noField(
  type: ImportType,
  [column, field]: readonly [string, string],
  { format, isOwn }: { readonly format: FileFormat; readonly isOwn: boolean },
): string {
  const whose = isOwn ? 'The mapping' : 'The mapping in the settings of the tenant';
  const meant = similarField(type, field, format)?.field ?? nearestField(type, field);
  const hint = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
  return `${whose} reads the column \`${showName(column)}\` as \`${showName(field)}\`, which is not a field of ${type.name}.${hint} Field names are case-sensitive; the page of the import type lists them. \`-\` leaves a column out.`;
}

function no(message: string): Checked {
  return { ok: false, ...reject('BAD_MAPPING', message) };
}
