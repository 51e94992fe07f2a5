import type { components } from '../../../client/schema.ts';

export type OneRecord = components['schemas']['OneRecord'];
export type RecordChange = NonNullable<components['schemas']['Record']['changes']>[number];
export type RecordIssue = OneRecord['issues'][number];

/** A field of a record: as it was sent, and as it was and is stored. What is absent is not known, or has no value. */
export interface FieldRow {
  readonly name: string;
  readonly sent?: string;
  readonly before?: string;
  readonly after?: string;
  readonly issues: readonly RecordIssue[];
}

export interface ComparedRecord {
  readonly rows: readonly FieldRow[];
  /** Issues about no field that is in a row. */
  readonly otherIssues: readonly RecordIssue[];
  /** Whether it is known what was stored before: only of imports that were evaluated first. */
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

/** @param map field by column, as it was sent with the import */
export function compareRecord(
  record: Pick<OneRecord, 'sent' | 'values' | 'evaluation' | 'issues' | 'outcome'>,
  map: Readonly<Record<string, string>> = {},
): ComparedRecord {
  const { sent, values = {}, evaluation, issues } = record;
  const outcome = record.outcome ?? evaluation?.outcome;
  const changes = new Map(evaluation?.changes?.map((change) => [change.field, change]));
  const isStored = outcome !== 'failed' && outcome !== undefined;
  const stored = isStored ? values : {};
  const rows = new Map<string, FieldRow>();
  const fields = new Map(
    [...Object.keys(values), ...changes.keys(), ...issues.flatMap(({ field }) => field ?? [])].map((name) => [
      plain(name),
      name,
    ]),
  );
  for (const { column, value } of sent?.values ?? []) {
    const name = map[column] ?? fields.get(plain(column)) ?? column;
    if (name === '-' || rows.has(name)) continue;
    rows.set(name, { name, ...(isGiven(value) && { sent: textOf(value) }), issues: [] });
  }
  for (const name of [...Object.keys(stored), ...changes.keys()])
    if (!rows.has(name)) rows.set(name, { name, issues: [] });
  const all = [...rows.values()].map((row) => ({
    ...row,
    ...storedOf(row.name, stored, changes.get(row.name), outcome),
    issues: issues.filter(({ field }) => field === row.name),
  }));
  return {
    rows: all,
    otherIssues: issues.filter(({ field }) => field === undefined || !rows.has(field)),
    hasBefore: isStored && evaluation !== undefined && outcome !== 'created',
    hasAfter: isStored,
  };
}

/** A field that the evaluation does not name has stayed as it is. */
function storedOf(
  name: string,
  stored: NonNullable<OneRecord['values']>,
  change: RecordChange | undefined,
  outcome: OneRecord['outcome'],
): Pick<FieldRow, 'before' | 'after'> {
  const value = stored[name];
  const now = isGiven(value) ? textOf(value) : undefined;
  if (change === undefined) return pair(outcome === 'created' ? undefined : now, now);
  return pair(jsonText(change.from), now ?? jsonText(change.to));
}

function pair(before: string | undefined, after: string | undefined): Pick<FieldRow, 'before' | 'after'> {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The value of a change for people: JSON text, which may be cut. */
export function jsonText(json: string | undefined): string | undefined {
  if (json === undefined) return undefined;
  try {
    return textOf(JSON.parse(json));
  } catch {
    return json.replace(/^"/, '');
  }
}

/** Columns are often called like their fields, in other letters: `First Name` is `firstName`. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
