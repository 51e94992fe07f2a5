import type { KeyRule } from '../../contracts/key-rules.ts';
import type { FieldValue, JsonValue } from '../user/user.ts';
import { showName } from '../wording/show-value.ts';
import { sent, type Wording, wording } from '../wording/wording.ts';
import type { RecordFormat } from './identity-rules.ts';
import { type TextDoubt, textDoubt, textError } from './text-rules.ts';

/**
 * The rules of texts for the texts within an array or object. What is said of one follows the name of the field and begins
 * with its place: `.lines[1]: found …`.
 */

/** The first text that would be refused if it were the value of the field. `value`: as its schema took it, so not too deep. */
export function errorWithin(
  value: FieldValue,
  allowed: readonly KeyRule[],
  format: RecordFormat,
): Wording | undefined {
  let first: Wording | undefined;
  eachText(value, [], (text, steps) => {
    const problem = first === undefined ? textError(text, allowed, format) : undefined;
    if (problem !== undefined) first = placed(steps, problem);
  });
  return first;
}

/** The first doubt of each rule. */
export function doubtsWithin(
  value: FieldValue,
  allowed: readonly KeyRule[],
  format: RecordFormat,
): readonly TextDoubt[] {
  const doubts = new Map<TextDoubt['rule'], TextDoubt>();
  eachText(value, [], (text, steps) => {
    const doubt = textDoubt(text, allowed, format);
    if (doubt !== undefined && !doubts.has(doubt.rule))
      doubts.set(doubt.rule, { ...doubt, problem: placed(steps, doubt.problem) });
  });
  return [...doubts.values()];
}

/** The names and positions that lead to a text. */
type Steps = readonly (string | number)[];

function placed(steps: Steps, problem: Wording): Wording {
  const path = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  // Names within the value are as much of the record as its texts are.
  return wording`${sent(showName(path), '')}${problem}`;
}

/** One array of steps for all texts: their place is rarely needed. */
function eachText(
  value: JsonValue,
  steps: (string | number)[],
  visit: (text: string, steps: Steps) => void,
): void {
  if (typeof value === 'string') visit(value, steps);
  if (typeof value !== 'object' || value === null) return;
  const isArray = Array.isArray(value);
  for (const name of Object.keys(value)) {
    steps.push(isArray ? Number(name) : name);
    eachText((value as Readonly<Record<string, JsonValue>>)[name] ?? null, steps, visit);
    steps.pop();
  }
}
