import type { ColumnMap, ColumnMapping, SimilarColumns } from '../../../contracts/column-map.ts';
import { LEFT_OUT } from '../../../contracts/column-map-text.ts';
import { matchField } from '../../import-type/field-names.ts';
import type { FileFormat, ImportType } from '../../import-type/import-type.ts';
import { mayBeMapped, withMapping } from '../../import-type/with-mapping.ts';
import { type Rejection, reject } from '../rejection.ts';
import { type ColumnChoices, checkMapping, type NamedMap } from './check-mapping.ts';
import { rejectSimilar } from './describe-mapping.ts';
import { isSimilar, type Suggestion, suggestMapping } from './suggest-mapping.ts';

/** It is stored on the import, an item of at most 400 KB that also has the columns and a copy of up to 240 KB of settings. */
const MAX_MAP_BYTES = 48 * 1024;

export interface FileNames {
  readonly format: FileFormat;
  /** The columns of a CSV file, or the dotted paths of the first JSON records. */
  readonly names: readonly string[];
  /** Names of JSON objects that are no fields, with the keys in them. */
  readonly objects?: ReadonlyMap<string, readonly string[]>;
}

export type ResolvedColumns =
  | {
      readonly ok: true;
      /** The type with the mapping of this file. */
      readonly type: ImportType;
      /** Absent: exact names only. */
      readonly mapping?: ColumnMapping;
      /** Columns that are not read although neither the import nor the tenant leaves them out. */
      readonly ignored: readonly string[];
    }
  | ({ readonly ok: false } & Rejection);

/**
 * Decides which field each column is: by the mapping of the import, else by the mapping that the tenant remembers, else by
 * its exact name. A column with a similar name is never ignored without having asked its sender.
 */
export function resolveColumns(
  type: ImportType,
  { format, names, objects }: FileNames,
  choices: ColumnChoices,
): ResolvedColumns {
  const checked = checkMapping(type, { format, names }, choices);
  if (!checked.ok) return checked;
  if (!mayBeMapped(type)) return { ok: true, type, ignored: [] };
  const mapped = withMap(type, checked.map, 'reject');
  const suggestions = suggestMapping(mapped, names, format);
  const similar = suggestions.filter(isSimilar);
  const { similar: choice } = choices;
  const isUnclear = choice === 'map' && similar.some(({ isAmbiguous }) => isAmbiguous);
  const isAsked = choice === 'reject' && similar.some((suggestion) => !isRecordsOwn(suggestion, format));
  if (isUnclear || isAsked)
    return { ok: false, ...rejectSimilar(mapped, suggestions, { format, choice, objects }) };
  const added =
    choice === 'map' ? similar.map(({ column, field = LEFT_OUT }) => [column, field] as const) : [];
  const map = [...checked.map, ...added, ...ignoredMembers(mapped, suggestions, { format, choice })];
  const bytes = map.flat().reduce((sum, name) => sum + Buffer.byteLength(name), 0);
  if (bytes > MAX_MAP_BYTES) return { ok: false, ...reject('BAD_MAPPING', tooLong(bytes)) };
  const isExact = map.length === 0 && choice !== 'ignore';
  const mapping = isExact ? undefined : mappingOf(map, choice);
  const read = new Set(added.filter(([, field]) => field !== LEFT_OUT).map(([column]) => column));
  const ignored = suggestions
    .filter((one) => !isRead(one) && !read.has(one.column))
    .map(({ column }) => column);
  return { ok: true, type: withMapping(type, mapping), ...(mapping && { mapping }), ignored };
}

/** Or left out by the mapping. */
function isRead({ reason }: Suggestion): boolean {
  return reason === 'exact' || reason === 'mapped';
}

function tooLong(bytes: number): string {
  return `The mapping of the columns takes ${bytes} bytes, at most ${MAX_MAP_BYTES} are allowed. Rename columns in the file, so that fewer need a mapping.`;
}

/** The name of a member in a JSON record costs that record, as it did before: the message names the characters. */
function isRecordsOwn({ reason }: Suggestion, format: FileFormat): boolean {
  return format !== 'csv' && reason === 'characters';
}

/** Columns such as `customFields.a b`, which are no field and would be refused, are left out. */
function ignoredMembers(
  type: ImportType,
  suggestions: readonly Suggestion[],
  { format, choice }: { readonly format: FileFormat; readonly choice: SimilarColumns },
): NamedMap {
  if (choice !== 'ignore' || format !== 'csv') return [];
  return suggestions
    .filter(({ column }) => matchField(type, column).kind === 'bad-member')
    .map(({ column }) => [column, LEFT_OUT]);
}

function withMap(type: ImportType, map: NamedMap, choice: SimilarColumns): ImportType {
  return map.length === 0 ? type : withMapping(type, mappingOf(map, choice));
}

function mappingOf(map: NamedMap, choice: SimilarColumns): ColumnMapping {
  const columns: ColumnMap = map.map(([column, field]) => [column, field]);
  return { columns, similar: choice === 'ignore' ? 'ignore' : 'reject' };
}
