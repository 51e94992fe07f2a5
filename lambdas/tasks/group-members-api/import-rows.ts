import { MEMBER_FIELDS } from '../../contracts/group-members.ts';
import { type ApiError, type ImportRow, RESULTS, type ResultId } from '../../contracts/group-members-api.ts';
import type { Issue } from '../../contracts/issue.ts';
import type { SettingsSnapshot } from '../../contracts/tenant-settings.ts';
import type { FoldedRecord } from '../../core/apply/fold-user.ts';
import { unwrapText } from '../../core/import-type/identity-rules.ts';
import type { StoredUser } from '../../core/user/stored-user.ts';
import { blockedField, roleField } from '../../import-types/group-members-rules.ts';
import { parseCsv } from '../../reading/csv/parse-csv.ts';
import type { ChunkRecord } from '../../reading/read-chunk.ts';
import type { MembersFile } from './members-file.ts';
import { errorAt } from './reply.ts';

export interface JudgedRecords {
  readonly file: MembersFile;
  readonly records: readonly ChunkRecord[];
  /** The users before the first record. */
  readonly before: ReadonlyMap<string, StoredUser>;
  readonly outcomes: ReadonlyMap<number, FoldedRecord>;
}

/** One row for each record, in order: the user, and what the import does with it. */
export function importRows(judged: JudgedRecords, settings: SettingsSnapshot): readonly ImportRow[] {
  const columns = columnsOf(judged.file, settings);
  const seen = new Set<string>();
  return judged.records.map((record) => {
    const cells = (parseCsv([record.raw], judged.file.layout.delimiter)?.[0] ?? []).map(unwrapText);
    const fields = columns.map(({ id, name }, i) => ({ id, name, value: cells[i] ?? '' }));
    const issues = issuesOf(record, judged.outcomes);
    const resultId = issues.length > 0 ? 4 : resultOf(record, judged, seen);
    const errors = issues.map((issue) => errorOf(issue, judged.file, cells));
    const warnings = warningsOf(record).map((issue) => errorOf(issue, judged.file, cells));
    const row = { type: 'importRow', email: (cells[0] ?? '').trim(), resultId } as const;
    return {
      ...row,
      resultName: RESULTS[resultId],
      fields,
      ...(errors.length > 0 && { errors }),
      ...(warnings.length > 0 && { warnings }),
    };
  });
}

function columnsOf({ parameters }: MembersFile, { profileFields }: SettingsSnapshot) {
  const names = new Map(profileFields.map(({ id, name }) => [id, name]));
  const selected = parameters.selectedFields.map((id) => ({ id, name: names.get(id) ?? id }));
  return [...MEMBER_FIELDS, ...selected];
}

function issuesOf(
  { recordNumber, read }: ChunkRecord,
  outcomes: JudgedRecords['outcomes'],
): readonly Issue[] {
  if (!read.ok) return read.issues.filter(({ severity }) => severity === 'error');
  const outcome = outcomes.get(recordNumber);
  return outcome?.outcome === 'failed' ? outcome.issues : [];
}

function warningsOf({ read }: ChunkRecord): readonly Issue[] {
  return read.ok ? (read.warnings ?? []) : read.issues.filter(({ severity }) => severity === 'warning');
}

function resultOf({ read }: ChunkRecord, { before, file }: JudgedRecords, seen: Set<string>): ResultId {
  const userKey = read.ok ? read.change.userKey : '';
  if (seen.has(userKey)) return 5;
  seen.add(userKey);
  const fields = before.get(userKey)?.user.fields;
  const { group } = file.parameters;
  if (fields === undefined) return 1;
  if (!fields.has(roleField(group))) return 2;
  return fields.get(blockedField(group)) === true ? 6 : 3;
}

function errorOf({ field = '', message }: Issue, { type }: MembersFile, cells: readonly string[]): ApiError {
  return errorAt(field, cells[type.headerless?.indexOf(field) ?? -1], message);
}
