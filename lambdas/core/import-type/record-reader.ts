import type { ImportOptions } from '../../contracts/import-options.ts';
import type { Issue } from '../../contracts/issue.ts';
import { isReserved } from '../round-trip/reserved-names.ts';
import type { FieldValue, SetOperation } from '../user/user.ts';
import { boundIssues, IssueList } from '../wording/bound-issues.ts';
import { error, warning } from '../wording/issue.ts';
import { showName } from '../wording/show-value.ts';
import { type Wording, wording } from '../wording/wording.ts';
import { type KnownField, matchField } from './field-names.ts';
import type { FieldRule, ImportType } from './import-type.ts';
import { badMember, repeatedField, similarName } from './name-problems.ts';
import { isBlank, readValue, type ValueContext } from './read-value.ts';
import type { RecordFields } from './record-fields.ts';
import { isVague, similarField } from './similar-field.ts';
import { RULES_OF_FILE, type TextDoubt, textDoubt } from './text-rules.ts';
import { doubtsWithin } from './texts-within.ts';

/** Which field each value of a record is, and what the values are together. */
export class RecordReader {
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
  readonly #doubted = new Set<TextDoubt['rule']>();
  readonly #type: ImportType;
  readonly #onBlank: 'keep' | 'clear';
  readonly #record: RecordFields;
  readonly #context: ValueContext;

  constructor(
    type: ImportType,
    record: RecordFields,
    { onBlank, locale }: Pick<ImportOptions, 'onBlank' | 'locale'>,
  ) {
    this.#type = type;
    this.#record = record;
    this.#onBlank = onBlank;
    this.#context = { record, locale, allowed: type.allowInKeys ?? [] };
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
    if (this.#type.mapping?.similar === 'ignore') return;
    for (const path of this.unknownFields) {
      const similar = similarField(this.#type, path, 'jsonl');
      // `User ID` next to `id` is another value, of another system perhaps.
      if (similar === undefined || (isVague(similar) && this.#values.has(similar.field))) continue;
      this.unknownFields.delete(path);
      this.#refuse(showName(path), similarName(path, similar.field));
    }
  }

  #readField(path: string, field: KnownField, raw: unknown): void {
    const { name, rule } = field;
    if (this.#values.has(name)) this.#readRepeated(path, name, raw);
    else if (raw === null && rule.nullable !== false) this.clear.add(name);
    else if (isBlank(raw)) this.#readBlank(name);
    else this.#readFilled(path, field, raw);
    this.#values.set(name, raw);
  }

  /** The field was sent twice: in two spellings, or nested and dotted. It is unknown which of the two is meant. */
  #readRepeated(path: string, name: string, raw: unknown): void {
    if (this.#type.headerless === undefined) {
      const earlier = this.#record.entries.find(([other]) => this.#isField(other, name))?.[0];
      this.#refuse(name, repeatedField(this.#type, name, [earlier ?? path, path]));
      // A request that names the columns may name one twice: both then have the same value.
    } else if (this.#values.get(name) !== raw)
      this.#refuse(name, `${name} occurs twice, with different values`);
  }

  #isField(path: string, name: string): boolean {
    const match = matchField(this.#type, path);
    return match.kind === 'known' && match.name === name;
  }

  #readBlank(name: string): void {
    if (this.#onBlank === 'clear') this.clear.add(name);
  }

  #readFilled(path: string, field: KnownField, raw: unknown): void {
    const { name, rule } = field;
    const read = readValue(path, field, raw, this.#context);
    if (read.kind === 'value') this.#take(name, rule, read.value);
    else if (read.kind === 'blank') this.#readBlank(name);
    else if (!this.#type.key.includes(name)) this.#refuse(name, read.message);
    // The import type has its own message for its key, which would hide any other reason.
    else if (read.kind === 'invalid') this.unreadKeys.set(name, raw);
    else this.keyProblems.set(name, error('VALIDATION_FAILED', read.message, name));
  }

  #take(name: string, rule: FieldRule, value: FieldValue): void {
    if (rule.addsToSet === undefined) this.set.set(name, value);
    else
      this.sets.set(
        name,
        [value].flat().map((element) => ({ kind: 'add', element: String(element) })),
      );
    if (rule.identity !== undefined) return;
    const { allowed, record } = this.#context;
    if (typeof value === 'string') this.#doubt(name, textDoubt(value, allowed, record.format));
    else if (typeof value === 'object')
      for (const doubt of doubtsWithin(value, allowed, record.format)) this.#doubt(name, doubt);
  }

  #doubt(name: string, doubt: TextDoubt | undefined): void {
    if (doubt === undefined || this.#doubted.has(doubt.rule)) return;
    if (RULES_OF_FILE.has(doubt.rule)) this.#doubted.add(doubt.rule);
    this.doubts.push(warning('VALIDATION_FAILED', wording`${name}${doubt.problem}`, name));
  }

  #refuse(name: string, message: string | Wording): void {
    this.issues.add(error('VALIDATION_FAILED', message, name));
  }
}

export function isError({ severity }: Issue): boolean {
  return severity === 'error';
}
