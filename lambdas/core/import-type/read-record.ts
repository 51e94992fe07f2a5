import type { ImportOptions } from '../../contracts/import-options.ts';
import type { Issue } from '../../contracts/issue.ts';
import type { KeyRule } from '../../contracts/key-rules.ts';
import { isReserved } from '../round-trip/reserved-names.ts';
import type { FieldValue, SetOperation, UserChange } from '../user/user.ts';
import { MAX_USER_KEY_BYTES, userKeyOf } from '../user/user-key.ts';
import { boundIssues, IssueList } from '../wording/bound-issues.ts';
import { error, warning } from '../wording/issue.ts';
import { showName, showValue } from '../wording/show-value.ts';
import { sent, type Wording, wording } from '../wording/wording.ts';
import { type FieldMatch, matchField } from './field-names.ts';
import type { CellReading, FieldRule, ImportType } from './import-type.ts';
import { halfCharacter } from './invisible-characters.ts';
import { tooLong } from './length-gate.ts';
import { lostDigits } from './lost-digits.ts';
import { type IdentityReading, readIdentity } from './read-identity.ts';
import type { RecordFields } from './record-fields.ts';
import { readSegmentOperations } from './segment-operations.ts';
import { isVague, similarField, validMember } from './similar-field.ts';
import { RULES_OF_FILE, textDoubt, textError } from './text-rules.ts';

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

function isError({ severity }: Issue): boolean {
  return severity === 'error';
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

/** The valid key fields of a record, by which a person can identify it. */
export function keyFields(
  type: ImportType,
  set: ReadonlyMap<string, FieldValue>,
): ReadonlyMap<string, FieldValue> {
  return new Map([...set].filter(([field]) => type.key.includes(field)));
}

/** Whether a column or a dotted JSON path is one of the fields from which conflict keys are made. */
export function isKeyField(type: ImportType, path: string): boolean {
  const match = matchField(type, path);
  return match.kind === 'known' && type.keyFields.includes(match.rule.name);
}

/**
 * The user of a record and its valid values; undefined when a part of the key is missing. With the key fields alone
 * it returns the same values for them as readRecord does for the whole record, if the record is valid.
 */
export function readKey(
  type: ImportType,
  tenant: string,
  record: RecordFields,
): Pick<UserChange, 'userKey' | 'set' | 'sets'> | undefined {
  const reader = new RecordReader(type, record, { onBlank: 'keep' });
  for (const [path, raw] of record.entries) reader.read(path, raw);
  const { set, sets } = reader;
  if (type.key.some((field) => !set.has(field))) return undefined;
  return { userKey: userKeyOfSet(type, tenant, set), set, sets };
}

function userKeyOfSet(type: ImportType, tenant: string, set: ReadonlyMap<string, FieldValue>): string {
  return userKeyOf(
    tenant,
    type.name,
    type.key.map((field) => keyPart(type, field, set.get(field) as FieldValue)),
  );
}

function keyPart(type: ImportType, field: string, value: FieldValue): string {
  return type.keyPart === undefined ? String(value) : type.keyPart(field, value);
}

class RecordReader {
  readonly set = new Map<string, FieldValue>();
  readonly sets = new Map<string, readonly SetOperation[]>();
  readonly clear = new Set<string>();
  readonly clearFamilies = new Set<string>();
  readonly issues = new IssueList();
  /** Warnings about values that are stored as they were sent, although they are probably not what was meant. */
  readonly doubts: Issue[] = [];
  readonly unknownFields = new Set<string>();
  /** Key fields that were sent with an invalid value, and that value. */
  readonly unreadKeys = new Map<string, unknown>();
  /** Key fields whose value is not read, and the issue that says why. */
  readonly keyProblems = new Map<string, Issue>();
  readonly #values = new Map<string, unknown>();
  /** Rules of which the record has had its warning. */
  readonly #doubted = new Set<KeyRule>();
  readonly #type: ImportType;
  readonly #record: RecordFields;
  readonly #onBlank: 'keep' | 'clear';
  readonly #locale: string | undefined;
  readonly #allowed: readonly KeyRule[];

  constructor(type: ImportType, record: RecordFields, { onBlank, locale }: Choices) {
    this.#type = type;
    this.#record = record;
    this.#onBlank = onBlank;
    this.#locale = locale;
    this.#allowed = type.allowInKeys ?? [];
  }

  /** The doubts say how a value was stored, so a record that fails has none. */
  issuesWith(keyIssues: readonly Issue[]): readonly Issue[] {
    const found = [...keyIssues, ...this.issues.bounded()];
    return boundIssues(found.some(isError) ? found : [...found, ...this.doubts]);
  }

  read(path: string, raw: unknown): void {
    const match = matchField(this.#type, path);
    if (match.kind === 'unknown') this.#readUnknown(path, raw);
    else if (match.kind === 'bad-member') this.#refuse(showName(path), badMember(path, match.rule));
    else if (match.kind === 'known') this.#readField(path, match, raw);
  }

  #readUnknown(path: string, raw: unknown): void {
    if (isReserved(path)) return;
    const issue = this.#type.unknownField?.(path, raw);
    if (issue === undefined) this.unknownFields.add(path);
    else this.issues.add(issue);
  }

  /** A name that is similar to that of a field must not be ignored: its value would be lost without a word. */
  judgeUnknownNames(): void {
    if (this.#type.naming?.similar === 'ignore') return;
    for (const path of this.unknownFields) {
      const similar = similarField(this.#type, path, 'jsonl');
      // `User ID` next to `id` is another value, of another system perhaps.
      if (similar === undefined || (isVague(similar) && this.#values.has(similar.field))) continue;
      this.unknownFields.delete(path);
      this.#refuse(showName(path), similarName(path, similar.field));
    }
  }

  #readField(path: string, { name, rule }: KnownField, raw: unknown): void {
    if (this.#values.has(name)) this.#readRepeated(name, raw);
    else if (raw === null && rule.nullable !== false) this.clear.add(name);
    else if (isBlank(raw)) this.#readBlank(name);
    else this.#readValue(path, { name, rule }, raw);
    this.#values.set(name, raw);
  }

  /** The field was sent twice: in two spellings, or nested and dotted. It is unknown which of the two is meant. */
  #readRepeated(name: string, raw: unknown): void {
    // A request that names the columns may name one twice: both then have the same value.
    const saysTheSame = this.#type.headerless !== undefined && this.#values.get(name) === raw;
    if (!saysTheSame) {
      const advice =
        this.#type.headerless === undefined ? '; remove one of the two' : ', with different values';
      this.#refuse(name, `${name} occurs twice${advice}`);
    }
  }

  #readBlank(name: string): void {
    if (this.#onBlank === 'clear') this.clear.add(name);
  }

  #readValue(path: string, { name, rule }: KnownField, raw: unknown): void {
    const excess = tooLong(rule, raw);
    if (excess === undefined) this.#readIdentified({ name, rule }, raw, this.#identify(path, rule, raw));
    else this.#report(name, wording`${name} must be ${rule.expected}, ${excess}`);
  }

  #readIdentified({ name, rule }: KnownField, raw: unknown, read: IdentityReading): void {
    if (!read.ok) this.#report(name, wording`${name}${read.problem}`);
    else if (isBlank(read.value)) this.#readBlank(name);
    else this.#parse({ name, rule }, raw, read.value);
  }

  /** `raw`: the value as it was sent, for the message. */
  #parse({ name, rule }: KnownField, raw: unknown, value: unknown): void {
    const reading = this.#readCell(rule, value);
    if ('problem' in reading) {
      const found = sent(`${showValue(raw)}${reading.problem}`);
      this.#refuse(name, wording`${name} must be ${rule.expected}, found ${found}`);
      return;
    }
    const parsed = rule.schema.safeParse(reading.value);
    if (parsed.success) this.#takeValue(name, rule, parsed.data);
    // The import type has its own message for its key.
    else if (this.#type.key.includes(name)) this.unreadKeys.set(name, raw);
    else {
      const half = typeof raw === 'string' ? halfCharacter(raw) : undefined;
      const found = sent(rule.problemOf?.(raw) ?? showValue(raw));
      const message =
        half === undefined
          ? wording`${name} must be ${rule.expected}, found ${found}${quotes(rule, raw)}`
          : wording`${name}: found ${found}, ${half}`;
      this.#refuse(name, message);
    }
  }

  /** The value for the schema: as it was sent, unless it identifies a user. */
  #identify(path: string, rule: FieldRule, raw: unknown): IdentityReading {
    const { format, numbers } = this.#record;
    const takesText = (text: string) => rule.schema.safeParse(text).success;
    const lost = numbers === undefined ? undefined : lostDigits(numbers, path, raw, takesText);
    if (lost !== undefined) return { ok: false, problem: lost };
    if (rule.identity === undefined) return this.#judgeText(raw);
    return readIdentity(rule.identity, raw, {
      allowed: this.#allowed,
      format,
      numberText: numbers?.get(path)?.text,
    });
  }

  #judgeText(raw: unknown): IdentityReading {
    const problem = typeof raw === 'string' ? textError(raw, this.#allowed, this.#record.format) : undefined;
    return problem === undefined ? { ok: true, value: raw } : { ok: false, problem };
  }

  #takeValue(name: string, rule: FieldRule, value: FieldValue): void {
    this.#take(name, rule, value);
    if (rule.identity !== undefined || typeof value !== 'string') return;
    const doubt = textDoubt(value, this.#allowed, this.#record.format);
    if (doubt === undefined || this.#doubted.has(doubt.rule)) return;
    if (RULES_OF_FILE.has(doubt.rule)) this.#doubted.add(doubt.rule);
    this.doubts.push(warning('VALIDATION_FAILED', wording`${name}${doubt.problem}`, name));
  }

  /** Reports a value that is not read. For a field of the key, the import type's own message would hide the reason. */
  #report(name: string, message: Wording): void {
    const issue = error('VALIDATION_FAILED', message, name);
    if (this.#type.key.includes(name)) this.keyProblems.set(name, issue);
    else this.issues.add(issue);
  }

  #readCell(rule: FieldRule, raw: unknown): CellReading {
    if (this.#record.format !== 'csv' || rule.readCell === undefined || typeof raw !== 'string')
      return { value: raw };
    return rule.readCell(raw, this.#locale);
  }

  #take(name: string, rule: FieldRule, value: FieldValue): void {
    if (rule.addsToSet === undefined) this.set.set(name, value);
    else
      this.sets.set(
        name,
        [value].flat().map((element) => ({ kind: 'add', element: String(element) })),
      );
  }

  #refuse(name: string, message: string | Wording): void {
    this.issues.add(error('VALIDATION_FAILED', message, name));
  }
}

/** Advice for a JSON value, such as 5 for a name, that would be taken if it were text. */
function quotes(rule: FieldRule, raw: unknown): string {
  if ((typeof raw !== 'number' && typeof raw !== 'boolean') || rule.expected.includes('in quotes')) return '';
  return rule.schema.safeParse(String(raw)).success ? '; send it as text in quotes' : '';
}

type KnownField = Pick<Extract<FieldMatch, { kind: 'known' }>, 'name' | 'rule'>;

function isBlank(raw: unknown): boolean {
  return typeof raw === 'string' && raw.trim() === '';
}

function similarName(path: string, field: string): string {
  const name = showName(path);
  return `\`${name}\` is not a field, but similar to \`${field}\`: rename it, or import the record again with the mapping ${name}=${field}`;
}

function badMember(path: string, rule: FieldRule): string {
  const { label, pattern } = rule.member as NonNullable<FieldRule['member']>;
  const valid = validMember(rule, path.slice(path.indexOf('.') + 1));
  const advice = valid === undefined ? '' : `: rename it, for example to ${rule.name}${valid}`;
  return `${showName(path)}: the ${label} in ${rule.name}{${label}} must match ${pattern.source}${advice}`;
}
