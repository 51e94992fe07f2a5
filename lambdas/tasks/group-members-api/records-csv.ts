import { MEMBER_FIELDS } from '../../contracts/group-members.ts';
import type { ApiError, MemberRecord } from '../../contracts/group-members-api.ts';
import type { SettingsSnapshot } from '../../contracts/tenant-settings.ts';
import { errorAt } from './reply.ts';

export type RecordsCsv =
  | { readonly ok: true; readonly csv: Buffer; readonly selectedFields: readonly string[] }
  | { readonly ok: false; readonly errors: readonly ApiError[] };

/** A record's values by column: a common field, or a profile field's id. */
type Row = ReadonlyMap<string, string>;

/**
 * The records of a request as a file of group members, with a column for each profile field that a record names. The same
 * rules then apply to the records as if they had been sent as a file.
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

/** A profile field of a tenant may have the id of a common field: then the first of the two columns is the common field. */
function columnOf(id: string, row: Row, profile: ReadonlySet<string>): string | undefined {
  const field = MEMBER_FIELDS.find((own) => own.id === id)?.field;
  if (field !== undefined && !(row.has(field) && profile.has(id))) return field;
  return profile.has(id) ? id : undefined;
}

/** Every cell is quoted: a record without values is then not a blank line. */
function lineOf(row: Row, columns: readonly string[]): string {
  return `${columns.map((column) => `"${(row.get(column) ?? '').replaceAll('"', '""')}"`).join(',')}\n`;
}
