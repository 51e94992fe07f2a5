import { mayHaveNumberTexts, type NumberTexts, numberTextsOf } from './number-texts.ts';
import { repeatedKey, summarise } from './repeated-key.ts';

export interface JsonReading {
  readonly value: unknown;
  /** Absent in most texts: numbers of which the value does not show how they were written. */
  readonly numbers?: NumberTexts;
  /** The path of a key that occurs twice in one object: the value has only its last value. */
  readonly repeated?: string;
}

/**
 * Reads JSON, and what JSON.parse does not tell: keys that occur twice, and numbers that lose digits.
 * @throws SyntaxError for text that is not JSON
 */
export function readJson(json: string): JsonReading {
  const value: unknown = JSON.parse(json);
  const summary = summarise(value);
  const repeated = repeatedKey(json, summary);
  if (repeated !== undefined) return { value, repeated };
  if (!summary.hasNumbers || !mayHaveNumberTexts(json)) return { value };
  return { value, numbers: numberTextsOf(json) };
}
