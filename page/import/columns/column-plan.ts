import type { ColumnTargets } from '../../draft/draft.ts';
import type { FoundFile } from '../../draft/found-file.ts';

/** Instead of a field: the column is left out. As the API writes it. */
export const LEFT_OUT = '-';

/** How it came to the field of a column. */
export type ColumnOrigin = 'same-name' | 'remembered' | 'suggested' | 'chosen' | 'unknown';

export type ColumnProblem =
  /** No field is chosen. */
  | { readonly kind: 'undecided' }
  /** Other columns are read as the same field. */
  | { readonly kind: 'shared'; readonly others: readonly string[] };

export interface PlannedColumn {
  readonly column: string;
  /** A field, or LEFT_OUT; undefined until the person decides. */
  readonly target: string | undefined;
  /** What the pipeline suggests. */
  readonly suggested: string | undefined;
  readonly origin: ColumnOrigin;
  /** A field of the sender's own that the column can be kept as. */
  readonly ownField: string | undefined;
  /** Different values of the first rows. */
  readonly samples: readonly string[];
  /** Whether a person should look at it first. It stays so when the person has decided, so that it does not move away. */
  readonly needsAttention: boolean;
  readonly problem?: ColumnProblem;
}

export interface ColumnPlan {
  readonly columns: readonly PlannedColumn[];
  /** Fields that every record needs, and that no column is read as. */
  readonly missing: readonly string[];
  readonly isComplete: boolean;
}

const MAX_SAMPLES = 3;

/** @param required the fields that every record needs */
export function planColumns(
  found: FoundFile,
  targets: ColumnTargets,
  required: readonly string[],
): ColumnPlan {
  const open = found.suggestions.map((suggestion) => planned(suggestion, found, targets));
  const columnsOf = Map.groupBy(
    open.filter(({ target }) => target !== undefined && target !== LEFT_OUT),
    ({ target }) => target,
  );
  const columns = open.map((column) => withProblem(column, columnsOf.get(column.target) ?? [], found.format));
  // A record of JSON has keys of its own, and only the first ones are known here.
  const missing = found.format === 'csv' ? required.filter((field) => !columnsOf.has(field)) : [];
  return {
    columns,
    missing,
    isComplete: missing.length === 0 && columns.every(({ problem }) => problem === undefined),
  };
}

type Suggested = FoundFile['suggestions'][number];

function planned(suggestion: Suggested, found: FoundFile, targets: ColumnTargets): PlannedColumn {
  const { column, reason, isAmbiguous } = suggestion;
  const suggested = isFieldName(suggestion.field) ? suggestion.field : undefined;
  const chosen = Object.hasOwn(targets, column) ? targets[column] : undefined;
  const byDefault = isAmbiguous ? undefined : (suggested ?? LEFT_OUT);
  const target = chosen ?? byDefault;
  return {
    column,
    target,
    suggested,
    origin: target === byDefault || chosen === undefined ? originOf(suggestion) : 'chosen',
    ownField: Object.hasOwn(found.ownFields, column) ? found.ownFields[column] : undefined,
    samples: samplesOf(found, column),
    needsAttention: isUnclear(suggestion, found) || reason === 'nearest' || reason === 'unknown',
  };
}

/** Of two columns that may both be the field, both are looked at. */
function isUnclear({ column, isAmbiguous }: Suggested, { suggestions }: FoundFile): boolean {
  return isAmbiguous === true || suggestions.some((one) => one.isAmbiguous && one.takenBy === column);
}

/** `customFields.{name}` says how fields are named, and is none. */
function isFieldName(field: string | undefined): field is string {
  return field !== undefined && !field.includes('{');
}

function originOf({ reason }: Suggested): ColumnOrigin {
  if (reason === 'exact') return 'same-name';
  if (reason === 'mapped') return 'remembered';
  return reason === 'unknown' ? 'unknown' : 'suggested';
}

function withProblem(
  column: PlannedColumn,
  sharing: readonly PlannedColumn[],
  format: FoundFile['format'],
): PlannedColumn {
  if (column.target === undefined) return { ...column, problem: { kind: 'undecided' }, needsAttention: true };
  if (format !== 'csv' || sharing.length < 2) return column;
  const others = sharing.filter((other) => other.column !== column.column).map((other) => other.column);
  return { ...column, problem: { kind: 'shared', others }, needsAttention: true };
}

function samplesOf({ preview: { names, rows } }: FoundFile, column: string): readonly string[] {
  const index = names.indexOf(column);
  if (index === -1) return [];
  const texts = rows.map((cells) => (cells[index] ?? '').trim()).filter((text) => text !== '');
  return [...new Set(texts)].slice(0, MAX_SAMPLES);
}

/** Columns that no field of the type is suggested for, and that can be kept under a name of their own. */
export function unknownColumns({ columns }: ColumnPlan): readonly PlannedColumn[] {
  return columns.filter(
    ({ suggested, ownField, target = LEFT_OUT }) =>
      suggested === undefined && ownField !== undefined && [LEFT_OUT, ownField].includes(target),
  );
}

/** @param isKept as fields of the sender's own; otherwise they are left out */
export function targetsOfUnknown(columns: readonly PlannedColumn[], isKept: boolean): ColumnTargets {
  return Object.fromEntries(
    columns.map(({ column, ownField = LEFT_OUT }) => [column, isKept ? ownField : LEFT_OUT]),
  );
}

/** What the import is told: each column that is not read by its own name. */
export function mapOf({ columns }: ColumnPlan): Record<string, string> {
  const entries = columns.flatMap(({ column, target, origin }) =>
    target === undefined || origin === 'same-name' ? [] : [[column, target] as const],
  );
  return Object.fromEntries(entries);
}

/** What the tenant does not remember yet; `null` forgets a column. */
export function columnsToRemember(
  plan: ColumnPlan,
  remembered: ColumnTargets,
): Record<string, string | null> {
  const map = mapOf(plan);
  const entries = plan.columns.flatMap(({ column }) => {
    const before = Object.hasOwn(remembered, column) ? remembered[column] : undefined;
    const after = Object.hasOwn(map, column) ? map[column] : undefined;
    return before === after ? [] : [[column, after ?? null] as const];
  });
  return Object.fromEntries(entries);
}
