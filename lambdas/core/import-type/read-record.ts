import type { ImportOptions } from '../../contracts/import-options.ts';
import type { Issue } from '../../contracts/issue.ts';
import type { FieldValue, SetOperation, UserChange } from '../user/user.ts';
import { MAX_USER_KEY_BYTES } from '../user/user-key.ts';
import { error } from '../wording/issue.ts';
import type { ImportType } from './import-type.ts';
import { keyFields, userKeyOfSet } from './read-key.ts';
import type { RecordFields } from './record-fields.ts';
import { isError, RecordReader } from './record-reader.ts';
import { readSegmentOperations } from './segment-operations.ts';

export type ReadRecord =
  | {
      readonly ok: true;
      readonly change: UserChange;
      readonly unknownFields: readonly string[];
      /** What is stored as it was sent, although it is probably not what was meant. */
      readonly warnings?: readonly Issue[];
    }
  | {
      readonly ok: false;
      readonly issues: readonly Issue[];
      readonly unknownFields: readonly string[];
      /** The key fields that are valid. */
      readonly key?: ReadonlyMap<string, FieldValue>;
    };

/** The set that segment operations and an import's `segment` change. */
const SEGMENTS = 'segments';

type Choices = Pick<ImportOptions, 'onBlank' | 'segment' | 'locale'>;

/**
 * Validates one record and returns what it changes in its user. Collects all issues of the record, not only the
 * first, so that the sender can fix them at once. Imports and single-user requests both use it.
 */
export function readRecord(
  type: ImportType,
  tenant: string,
  record: RecordFields,
  choices: Choices,
): ReadRecord {
  const reader = new RecordReader(type, record, choices);
  for (const [path, raw] of record.entries) reader.read(path, raw);
  if (record.hasOwnNames) reader.judgeUnknownNames();
  for (const family of record.clearedFamilies) reader.clearFamilies.add(family);
  reader.issues.add(...record.issues);

  for (const [field, value] of type.constants ?? []) reader.set.set(field, value);

  const segments = readSegmentOperations(record.segments);
  if (!segments.ok) reader.issues.add(segments.issue);
  for (const field of type.overwrites ?? []) if (!reader.set.has(field)) reader.clear.add(field);
  const { set, clear, clearFamilies, sets, unreadKeys, keyProblems } = reader;
  const missing = type.key.filter((field) => !set.has(field));
  const keyIssues = missing.map(
    (field) => keyProblems.get(field) ?? type.missingKey(field, unreadKeys.get(field)),
  );
  reader.issues.add(...(type.checkRecord?.({ set, clear, clearFamilies, sets }) ?? []));

  const unknownFields = [...reader.unknownFields];
  const issues = reader.issuesWith(keyIssues);
  if (issues.some(isError) || !segments.ok)
    return { ok: false, issues, unknownFields, key: keyFields(type, set) };
  const userKey = userKeyOfSet(type, tenant, set);
  if (Buffer.byteLength(userKey) > MAX_USER_KEY_BYTES) {
    const message = `${type.key.join(' and ')} are too long: together at most ${MAX_USER_KEY_BYTES} bytes, minus the length of the tenant and import type names`;
    // The key is not returned: a key that is too long to be stored is too long to be shown.
    return { ok: false, issues: [error('VALIDATION_FAILED', message)], unknownFields };
  }
  addSegmentOperations(sets, segments.operations, choices.segment);
  const change = { userKey, set, clear, clearFamilies, sets };
  return { ok: true, change, unknownFields, ...(issues.length > 0 && { warnings: issues }) };
}

/** The record's own segment operations come first, then the segment of the import. */
function addSegmentOperations(
  sets: Map<string, readonly SetOperation[]>,
  ofRecord: readonly SetOperation[],
  ofImport: Choices['segment'],
): void {
  const operations = ofImport ? [...ofRecord, { kind: ofImport.action, element: ofImport.key }] : ofRecord;
  if (operations.length > 0) sets.set(SEGMENTS, [...(sets.get(SEGMENTS) ?? []), ...operations]);
}
