import { type ApiError, MEMBER_FIELDS, type MemberRecord } from '../../contracts/group-members.ts';
import type { SettingsSnapshot } from '../../contracts/tenant-settings.ts';
import { errorAt } from './reply.ts';

export type RecordsCsv =
  | { readonly ok: true; readonly csv: Buffer; readonly selectedFields: readonly string[] }
  | { readonly ok: false; readonly errors: readonly ApiError[] };

/** A record's values by column: the field of what every record has, else the profile field's id. */
type Row = ReadonlyMap<string, string>;

/**
 * The records of a request as a file of group members, with a column for each profile field that one of them names. What
 * is in the file is then the same, and is judged by the same rules, as if it had been sent as one.
 */
export function recordsCsv(
  records: readonly MemberRecord[],
  { profileFields }: SettingsSnapshot,
): RecordsCsv {
  const profile = new Set(profileFields.map(({ id }) => id));
  const errors: ApiError[] = [];
  const rows = records.map(({ fields }, index) => {
    const row = new Map<string, string>();
    for (const [i, { id, value }] of fields.entries()) {
      const column = columnOf(id, row, profile);
      const key = `records[${index}].fields[${i}]`;
      if (column === undefined) errors.push(errorAt(`${key}.id`, id, 'there is no such field'));
      else if ((row.get(column) ?? value) !== value)
        errors.push(errorAt(key, value, 'the record already has a different value for this field'));
      else row.set(column, value);
    }
    return row;
  });
  if (errors.length > 0) return { ok: false, errors };
  const own = new Set<string>(MEMBER_FIELDS.map(({ field }) => field));
  const selectedFields = [...new Set(rows.flatMap((row) => [...row.keys()]))].filter(
    (column) => !own.has(column),
  );
  return {
    ok: true,
    csv: Buffer.from(rows.map((row) => lineOf(row, [...own, ...selectedFields])).join('')),
    selectedFields,
  };
}

/** A tenant may have given a profile field an id that is ours: then the first of two is ours, as in our own answers. */
function columnOf(id: string, row: Row, profile: ReadonlySet<string>): string | undefined {
  const field = MEMBER_FIELDS.find((own) => own.id === id)?.field;
  if (field !== undefined && !(row.has(field) && profile.has(id))) return field;
  return profile.has(id) ? id : undefined;
}

/** Every cell in quotes: a record without any value is no blank line. */
function lineOf(row: Row, columns: readonly string[]): string {
  return `${columns.map((column) => `"${(row.get(column) ?? '').replaceAll('"', '""')}"`).join(',')}\n`;
}
