import { isJsonObject, jsonKind } from '../../core/records/json-kind.ts';
import { bareRecord } from '../../core/records/json-text/bare-record.ts';
import { jsonMistake } from '../../core/records/json-text/json-mistake.ts';
import type { NumberTexts } from '../../core/records/json-text/number-texts.ts';
import { readJson } from '../../core/records/json-text/read-json.ts';
import type { Malformation, RecordSlice } from '../../core/records/record.ts';
import { shortName } from '../../core/wording/show-value.ts';
import { type MalformedRow, unreadableBytes } from './csv-rows.ts';
import { jsonErrorPosition } from './json-error-position.ts';

interface JsonLine {
  readonly recordNumber: number;
  /** 1-based physical line of the record's first byte. */
  readonly line: number;
  /** The record as sent, without its line break or comma: a view into the chunk. */
  readonly raw: Buffer;
  /** An object, not an array. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Numbers of which the value does not show how they were written. */
  readonly numbers?: NumberTexts;
  readonly malformed?: never;
}

export type JsonLinesRow = JsonLine | MalformedRow;

/**
 * The values of JSON records, lines or elements of an array, in order, one for each slice.
 *
 * A key `__proto__` is harmless here: JSON.parse makes it an own property and leaves the prototype alone. It stays
 * harmless as long as no code copies keys by assignment (`target[key] = value`); spread and Object.entries are safe.
 */
export function* readJsonLines(slices: Iterable<RecordSlice>): Generator<JsonLinesRow, void, undefined> {
  for (const { recordNumber, line, raw, malformed } of slices) {
    const reading = malformed === undefined ? read(raw, line) : { malformed };
    yield { recordNumber, line, raw, ...reading };
  }
}

type Reading = Pick<JsonLine, 'value' | 'numbers'> | { readonly malformed: Malformation };

function read(raw: Buffer, line: number): Reading {
  const unreadable = unreadableBytes(raw);
  if (unreadable !== undefined) return { malformed: unreadable };
  const text = raw.toString('utf8');
  try {
    const { value, numbers, repeated } = readRecord(text);
    if (repeated !== undefined) return { malformed: { reason: 'repeated_key', key: shortName(repeated) } };
    if (!isJsonObject(value)) return { malformed: { reason: 'not_an_object', found: jsonKind(value) } };
    return { value, ...(numbers && { numbers }) };
  } catch {
    // The error's message is not used: it quotes the record.
    const position = jsonErrorPosition(text);
    const place = { reason: 'invalid_json', ...placeOf(position, text, line) } as const;
    if (isWholeObject(text.slice(0, position))) return { malformed: { ...place, behind: true } };
    const mistake = jsonMistake(text, position);
    return { malformed: { ...place, ...(mistake && { mistake }) } };
  }
}

function readRecord(text: string) {
  try {
    return readJson(text);
  } catch (error) {
    const bare = bareRecord(text);
    if (bare === text) throw error;
    return readJson(bare);
  }
}

function isWholeObject(text: string): boolean {
  try {
    return isJsonObject(JSON.parse(bareRecord(text)));
  } catch {
    return false;
  }
}

/** In a record of several lines the line is named, and the position is that within it. */
function placeOf(position: number, text: string, firstLine: number) {
  if (!text.includes('\n')) return { position };
  const before = text.slice(0, position).split('\n');
  return { position: before.at(-1)?.length ?? 0, line: firstLine + before.length - 1 };
}
