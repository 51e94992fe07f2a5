import { LEFT_OUT } from '../../../contracts/column-map-text.ts';
import { matchField, nearestField } from '../../import-type/field-names.ts';
import type { FileFormat, ImportType } from '../../import-type/import-type.ts';
import {
  fieldBeside,
  isVague,
  SIMILARITIES,
  type SimilarField,
  type Similarity,
  similarField,
} from '../../import-type/similar-field.ts';

/** What a column is, or probably is. */
export interface Suggestion {
  readonly column: string;
  /** Absent: no field. `-`: the column should be left out, because `takenBy` is the field. */
  readonly field?: string;
  /** `mapped`: the import's own mapping says so. `nearest`: probably a typing error, never mapped without being asked. */
  readonly reason: 'exact' | 'mapped' | Similarity | 'nearest' | 'unknown';
  /** The column that is the similar field. */
  readonly takenBy?: string;
  /** Neither of the two columns has the exact name: only the sender knows which one is meant. */
  readonly isAmbiguous?: true;
}

/** Whether the column must not be ignored without a word: its name is similar to that of a field. */
export function isSimilar({ reason }: Pick<Suggestion, 'reason'>): boolean {
  return (SIMILARITIES as readonly string[]).includes(reason);
}

/**
 * For each column, in order, the field that it is or should be read as. `type` may already have a mapping. Each field is
 * suggested for one column; in JSON for each key that means it, because each record has keys of its own.
 */
export function suggestMapping(
  type: ImportType,
  columns: readonly string[],
  format: FileFormat = 'csv',
): readonly Suggestion[] {
  const map = new Map(type.mapping?.columns);
  const known = new Map(columns.map((column) => [column, knownColumn(type, column, map)] as const));
  const taken = new Map<string, Taken>();
  for (const { column, field, reason } of known.values())
    if (field !== undefined && field !== LEFT_OUT && reason !== 'unknown')
      taken.set(field, { column, reason });
  const similar = new Map<string, Suggestion>();
  for (const { column, found } of bySimilarity(type, columns, known, format))
    similar.set(column, suggested({ column, found, format }, taken));
  return columns.map(
    (column) =>
      similar.get(column) ?? nearestOf(type, known.get(column) ?? { column, reason: 'unknown' }, taken),
  );
}

type Taken = Pick<Suggestion, 'column' | 'reason'>;

function knownColumn(type: ImportType, column: string, map: ReadonlyMap<string, string>): Suggestion {
  const match = matchField(type, column);
  const mapped = map.get(column);
  // The key of a JSON object may be mapped (`Custom Fields` to `customFields`), and is not a field.
  if (mapped !== undefined)
    return { column, field: match.kind === 'known' ? match.name : mapped, reason: 'mapped' };
  return match.kind === 'known'
    ? { column, field: match.name, reason: 'exact' }
    : { column, reason: 'unknown' };
}

/** The columns with similar names, the slightest differences first: they have the better claim to the field. */
function bySimilarity(
  type: ImportType,
  columns: readonly string[],
  known: ReadonlyMap<string, Suggestion>,
  format: FileFormat,
) {
  const unknown = columns.filter((column) => known.get(column)?.reason === 'unknown');
  const found = new Map(unknown.map((column) => [column, similarField(type, column, format)] as const));
  const fields = new Set([...known.values(), ...found.values()].map((one) => one?.field));
  return unknown
    .flatMap((column) => {
      const meant = found.get(column) ?? fieldBeside(type, column, fields);
      return meant === undefined ? [] : [{ column, found: meant }];
    })
    .sort((a, b) => SIMILARITIES.indexOf(a.found.reason) - SIMILARITIES.indexOf(b.found.reason));
}

interface Similar {
  readonly column: string;
  readonly found: SimilarField;
  readonly format: FileFormat;
}

function suggested(
  { column, found: { field, reason }, format }: Similar,
  taken: Map<string, Taken>,
): Suggestion {
  const owner = taken.get(field);
  if (owner === undefined) {
    taken.set(field, { column, reason });
    return { column, field, reason };
  }
  const takenBy = owner.column;
  // `User ID` next to `id` is another column, of another system perhaps.
  if (reason === 'nested' || (isVague({ reason }) && !isVagueOwner(owner)))
    return { column, reason: 'unknown', takenBy };
  // The keys may be of different records. A record that has both fails.
  if (format !== 'csv') return { column, field, reason };
  return { column, field: LEFT_OUT, reason, takenBy, ...(isSimilar(owner) && { isAmbiguous: true }) };
}

function isVagueOwner({ reason }: Taken): boolean {
  return isSimilar({ reason }) && isVague({ reason: reason as Similarity });
}

function nearestOf(type: ImportType, known: Suggestion, taken: ReadonlyMap<string, Taken>): Suggestion {
  if (known.reason !== 'unknown') return known;
  const { column } = known;
  const field = nearestField(type, column);
  const takenBy = field === undefined ? undefined : taken.get(field)?.column;
  if (field === undefined || takenBy !== undefined) return { column, reason: 'unknown' };
  return { column, field, reason: 'nearest' };
}
