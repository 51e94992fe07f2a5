import type { KeyRule } from '../../contracts/key-rules.ts';
import { showValue } from '../wording/show-value.ts';
import { sent, type Wording, wording } from '../wording/wording.ts';
import { canonicalText, identityProblem, type RecordFormat } from './identity-rules.ts';
import type { IdentityKind } from './import-type.ts';
import { isOrdinaryKey } from './ordinary-key.ts';

export type IdentityReading =
  /** `value`: for the schema of the field; blank where the value is. */
  | { readonly ok: true; readonly value: unknown }
  /** `problem` follows the name of the field. */
  | { readonly ok: false; readonly problem: Wording };

interface Choices {
  readonly allowed: readonly KeyRule[];
  readonly format: RecordFormat;
  /** How a JSON number was written, if not as JavaScript writes it. */
  readonly numberText: string | undefined;
}

/** Reads a value that identifies a user, is unique among users, or refers to one. */
export function readIdentity(kind: IdentityKind, raw: unknown, choices: Choices): IdentityReading {
  if (kind === 'text' || kind === 'declared-text') return readText(kind, raw, choices);
  if (kind === 'declared-number') return readNumber(raw, choices);
  if (Array.isArray(raw)) return readEntries(kind, raw, choices);
  // Not a text: the schema refuses it.
  if (typeof raw !== 'string') return { ok: true, value: raw };
  const read = readEntries(kind, raw.split(','), choices);
  return read.ok && Array.isArray(read.value) ? { ok: true, value: read.value.join(',') } : read;
}

function readText(kind: IdentityKind, raw: unknown, choices: Choices): IdentityReading {
  if (typeof raw === 'string')
    return isOrdinaryKey(raw) ? { ok: true, value: raw } : judged(canonicalText(raw), choices);
  // The schema refuses what is no text.
  if (typeof raw !== 'number') return { ok: true, value: raw };
  const text = choices.numberText ?? String(raw);
  if (kind === 'text' && Number.isSafeInteger(raw) && /^-?\d+$/.test(text)) return { ok: true, value: text };
  return readNumber(raw, choices);
}

function readNumber(raw: unknown, choices: Choices): IdentityReading {
  if (typeof raw !== 'number') return { ok: true, value: raw };
  return shortenedNumber(choices.numberText ?? String(raw), choices) ?? { ok: true, value: raw };
}

/** 4.00123E+15 without quotes is a valid JSON number: several ids may have become this one. */
function shortenedNumber(text: string, { allowed, format }: Choices): IdentityReading | undefined {
  const problem = identityProblem(text, allowed, format);
  if (problem?.rule !== 'scientific-notation') return undefined;
  return { ok: false, problem: wording`: found ${sent(text)}, ${problem.message}` };
}

function readEntries(kind: IdentityKind, entries: readonly unknown[], choices: Choices): IdentityReading {
  const read: unknown[] = [];
  for (const entry of entries) {
    const one = readEntry(kind, entry, choices);
    if (!one.ok) return one;
    read.push(one.value);
  }
  return { ok: true, value: read };
}

function readEntry(kind: IdentityKind, entry: unknown, choices: Choices): IdentityReading {
  if (typeof entry !== 'string') return { ok: true, value: entry };
  const text = canonicalText(entry);
  if (kind === 'name-list' || text === '') return { ok: true, value: text };
  if (kind === 'list') return judged(text, choices);
  const colon = text.indexOf(':');
  // Without its prefix, the schema refuses the entry.
  if (colon === -1) return { ok: true, value: text };
  const read = judged(canonicalText(text.slice(colon + 1)), choices);
  return read.ok ? { ok: true, value: `${text.slice(0, colon + 1)}${read.value}` } : read;
}

function judged(text: string, { allowed, format }: Choices): IdentityReading {
  if (text === '') return { ok: true, value: text };
  const problem = identityProblem(text, allowed, format);
  if (problem === undefined) return { ok: true, value: text };
  return { ok: false, problem: wording`: found ${sent(showValue(text))}, ${problem.message}` };
}
