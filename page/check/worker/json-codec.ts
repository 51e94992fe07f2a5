import type { FileLayout } from '../../../lambdas/contracts/file-layout.ts';
import { isJsonObject } from '../../../lambdas/core/records/json-kind.ts';
import { bareRecord } from '../../../lambdas/core/records/json-text/bare-record.ts';
import type { RecordSlice } from '../../../lambdas/core/records/record.ts';
import type { ColumnOfGrid } from '../protocol.ts';
import type { RecordCodec } from './record-codec.ts';

/** A column of the grid: the keys that lead to its value. */
export interface JsonColumn extends ColumnOfGrid {
  readonly path: readonly string[];
}

/** ES2025: JSON.parse source text access. */
type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;
interface JsonWithText {
  /** Absent in older browsers. */
  readonly rawJSON?: (text: string) => unknown;
}

/** Columns of a JSON file: the paths of its first records, in the order in which they occur. */
export function jsonColumns(
  records: Iterable<object>,
  fieldOf: (path: string) => string | undefined,
): JsonColumn[] {
  const columns = new Map<string, JsonColumn>();
  for (const record of records)
    for (const path of leaves(record)) {
      const name = path.join('.');
      // A field may be an object, with a column for each of its keys.
      const field =
        fieldOf(name) ??
        path
          .keys()
          .map((n) => fieldOf(path.slice(0, -n).join('.')))
          .find((found) => found !== undefined);
      if (!columns.has(name)) columns.set(name, { name, path, ...(field !== undefined && { field }) });
    }
  return [...columns.values()];
}

function* leaves(value: object, above: readonly string[] = []): Generator<readonly string[]> {
  for (const [key, item] of Object.entries(value)) {
    const path = [...above, key];
    if (isJsonObject(item) && Object.keys(item).length > 0) yield* leaves(item, path);
    else yield path;
  }
}

export function createJsonCodec(layout: FileLayout, columns: readonly JsonColumn[]): RecordCodec {
  return {
    columns,
    ending: layout.format === 'jsonl' ? '\n' : ',\n',
    texts(slice) {
      const value = parse(slice, (_, item) => item);
      if (value === undefined) return { cells: [slice.raw.toString('utf8')], isMalformed: true };
      return { cells: columns.map(({ path }) => textOf(valueAt(value, path))), isMalformed: false };
    },
    write(slice, changes) {
      const { malformed: _, ...place } = slice;
      const value = parse(slice, keepDigits);
      if (value === undefined) return { ...place, raw: Buffer.from(changes.get(0) ?? slice.raw) };
      for (const [index, text] of changes) {
        const path = columns[index]?.path;
        if (path !== undefined) set(value, path, text);
      }
      return { ...place, raw: Buffer.from(JSON.stringify(value)) };
    },
    mayHave(text) {
      // A number or an object may be written in several ways, and so may a blank text: by no value at all.
      if (text === '' || isJson(text)) return () => true;
      const bytes = Buffer.from(text);
      // Another text may be the same after its escapes.
      return ({ raw }) => raw.includes(bytes) || raw.includes(BACKSLASH);
    },
  };
}

const BACKSLASH = '\\'.charCodeAt(0);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Numbers keep all digits that were written, where the browser can. */
const keepDigits: Reviver = (_, value, context) => {
  const { rawJSON } = JSON as JsonWithText;
  return typeof value === 'number' && context?.source !== undefined && rawJSON !== undefined
    ? rawJSON(context.source)
    : value;
};

/** Undefined if the record is not an object. */
function parse({ raw, malformed }: RecordSlice, reviver: Reviver): Record<string, unknown> | undefined {
  if (malformed !== undefined) return undefined;
  try {
    const value: unknown = JSON.parse(bareRecord(raw.toString('utf8')), reviver);
    return isJsonObject(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const key of path) {
    if (!isJsonObject(at) || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Sets a value: of the kind that it had, as far as the text can be one. An object that is missing on the way is made. */
function set(record: Record<string, unknown>, path: readonly string[], text: string): void {
  let at = record;
  for (const key of path.slice(0, -1)) {
    const inner = Object.hasOwn(at, key) ? at[key] : undefined;
    // Frozen: a number that keeps its digits.
    if (isJsonObject(inner) && !Object.isFrozen(inner)) at = inner as Record<string, unknown>;
    else at = define(at, key, {}) as Record<string, unknown>;
  }
  const key = path.at(-1) ?? '';
  const before = Object.hasOwn(at, key) ? at[key] : undefined;
  if (text === textOf(before)) return;
  define(at, key, typedAs(before, text));
}

/** Not by assignment: a key may be `__proto__`. */
function define(target: object, key: string, value: unknown): unknown {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  return value;
}

function typedAs(before: unknown, text: string): unknown {
  if (before === undefined || typeof before === 'string') return text;
  try {
    const { rawJSON } = JSON as JsonWithText;
    const value: unknown = JSON.parse(text);
    return typeof value === 'number' && rawJSON !== undefined ? rawJSON(text.trim()) : value;
  } catch {
    return text;
  }
}
