import type { KeyRule } from '../../contracts/key-rules.ts';
import type { FieldValue } from '../user/user.ts';
import { showValue } from '../wording/show-value.ts';
import { sent, type Wording, wording } from '../wording/wording.ts';
import type { KnownField } from './field-names.ts';
import type { CellReading, FieldRule } from './import-type.ts';
import { brokenCharacter } from './invisible-characters.ts';
import { tooLong } from './length-gate.ts';
import { lostDigits } from './lost-digits.ts';
import { type IdentityReading, readIdentity } from './read-identity.ts';
import type { RecordFields } from './record-fields.ts';
import { textError } from './text-rules.ts';
import { errorWithin } from './texts-within.ts';

export type ValueReading =
  | { readonly kind: 'value'; readonly value: FieldValue }
  | { readonly kind: 'blank' }
  /** Not what the schema of the field takes. */
  | { readonly kind: 'invalid'; readonly message: Wording }
  /** Refused for a reason of its own, such as lost digits. */
  | { readonly kind: 'refused'; readonly message: Wording };

/** Where a value comes from, and what the tenant allows. */
export interface ValueContext {
  readonly record: Pick<RecordFields, 'format' | 'numbers'>;
  readonly locale: string | undefined;
  readonly allowed: readonly KeyRule[];
}

const BLANK: ValueReading = { kind: 'blank' };

/** Reads the value of one field. `path`: its name in the record. */
export function readValue(
  path: string,
  { name, rule }: KnownField,
  raw: unknown,
  context: ValueContext,
): ValueReading {
  const excess = tooLong(rule, raw);
  if (excess !== undefined) return refused(wording`${name} must be ${rule.expected}, ${excess}`);
  const read = identify(path, rule, raw, context);
  if (!read.ok) return refused(wording`${name}${read.problem}`);
  return isBlank(read.value) ? BLANK : parse({ name, rule }, raw, read.value, context);
}

export function isBlank(raw: unknown): boolean {
  return typeof raw === 'string' && raw.trim() === '';
}

/** The value for the schema: as it was sent, unless it identifies a user. */
function identify(
  path: string,
  rule: FieldRule,
  raw: unknown,
  { record: { format, numbers }, allowed }: ValueContext,
): IdentityReading {
  const takesText = (text: string) => rule.schema.safeParse(text).success;
  const lost = numbers === undefined ? undefined : lostDigits(numbers, path, raw, takesText);
  if (lost !== undefined) return { ok: false, problem: lost };
  if (rule.identity !== undefined)
    return readIdentity(rule.identity, raw, { allowed, format, numberText: numbers?.get(path)?.text });
  const problem = typeof raw === 'string' ? textError(raw, allowed, format) : undefined;
  return problem === undefined ? { ok: true, value: raw } : { ok: false, problem };
}

/** `raw`: the value as it was sent, for the message. */
function parse(
  { name, rule }: KnownField,
  raw: unknown,
  value: unknown,
  context: ValueContext,
): ValueReading {
  const reading = readCell(rule, value, context);
  if ('problem' in reading)
    return refused(notExpected(name, rule, sent(`${showValue(raw)}${reading.problem}`)));
  const parsed = rule.schema.safeParse(reading.value);
  if (!parsed.success) return { kind: 'invalid', message: invalid(name, rule, raw) };
  // The entries of other lists have been judged as what they identify.
  const isNested = typeof parsed.data === 'object' && rule.identity === undefined;
  const lost = isNested ? errorWithin(parsed.data, context.allowed, context.record.format) : undefined;
  return lost === undefined ? { kind: 'value', value: parsed.data } : refused(wording`${name}${lost}`);
}

function readCell(rule: FieldRule, raw: unknown, { record, locale }: ValueContext): CellReading {
  if (record.format !== 'csv' || rule.readCell === undefined || typeof raw !== 'string')
    return { value: raw };
  return rule.readCell(raw, locale);
}

function invalid(name: string, rule: FieldRule, raw: unknown): Wording {
  const broken = typeof raw === 'string' ? brokenCharacter(raw) : undefined;
  const found = sent(rule.problemOf?.(raw) ?? showValue(raw));
  return broken === undefined
    ? notExpected(name, rule, found, quotes(rule, raw))
    : wording`${name}: found ${found}, ${broken}`;
}

function notExpected(name: string, rule: FieldRule, found: Wording, advice = ''): Wording {
  return wording`${name} must be ${rule.expected}, found ${found}${advice}`;
}

/** Advice for a JSON value, such as 5 for a name, that would be taken if it were text. */
function quotes(rule: FieldRule, raw: unknown): string {
  if ((typeof raw !== 'number' && typeof raw !== 'boolean') || rule.expected.includes('in quotes')) return '';
  return rule.schema.safeParse(String(raw)).success ? '; send it as text in quotes' : '';
}

function refused(message: Wording): ValueReading {
  return { kind: 'refused', message };
}
