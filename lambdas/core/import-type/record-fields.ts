import { LEFT_OUT } from '../../contracts/column-map-text.ts';
import type { Issue } from '../../contracts/issue.ts';
import { isJsonObject } from '../records/json-kind.ts';
import type { NumberTexts } from '../records/json-text/number-texts.ts';
import { error } from '../wording/issue.ts';
import { showValue } from '../wording/show-value.ts';
import { sent, wording } from '../wording/wording.ts';
import { fieldSpellings } from './field-names.ts';
import { type RecordFormat, unwrapText } from './identity-rules.ts';
import type { ImportType } from './import-type.ts';

/** A record independent of its format: values by dotted path. A CSV cell is a text, a JSON value is kept as it is. */
export interface RecordFields {
  /** What the record was sent as. */
  readonly format: RecordFormat;
  /** In the record's order. A path may occur twice (an alias, or nested and dotted): readRecord reports that. */
  readonly entries: readonly (readonly [path: string, raw: unknown])[];
  /** Families (`customFields.`) that a JSON `null` clears as a whole. */
  readonly clearedFamilies: readonly string[];
  readonly segments: unknown;
  readonly issues: readonly Issue[];
  /** The names are the record's own, and not those of a header, which InspectFile has checked. */
  readonly hasOwnNames?: true;
  /** JSON numbers whose text says more than their value, by dotted path. */
  readonly numbers?: NumberTexts | undefined;
}

/** A CSV row: one cell for each column, `="…"` as its text. Cells after the last column of the header are empty and ignored. */
export function fieldsOfRow(columns: readonly string[], cells: readonly string[]): RecordFields {
  return {
    format: 'csv',
    entries: columns.map((column, i) => [column, unwrapText(cells[i] ?? '')] as const),
    clearedFamilies: [],
    segments: undefined,
    issues: [],
  };
}

/**
 * Index of a cell that is not empty and belongs to no column. Spreadsheets add empty cells to rows, which are
 * allowed.
 */
export function unnamedCell(columns: readonly string[], cells: readonly string[]): number | undefined {
  const index = cells.findIndex((cell, i) => i >= columns.length && cell.trim() !== '');
  return index === -1 ? undefined : index;
}

/**
 * The fields of a JSON object: `{"customFields": {"plan": "x"}}` becomes `customFields.plan`. Only own properties,
 * kept in arrays and Maps, because `__proto__` is a valid name.
 */
export function fieldsOfJson(type: ImportType, value: object, numbers?: NumberTexts): RecordFields {
  const entries: [string, unknown][] = [];
  const clearedFamilies: string[] = [];
  const issues: Issue[] = [];
  let segments: unknown;
  const { families, segmentKeys, opened } = jsonKeysOf(type);
  for (const [key, item] of Object.entries(value)) {
    const family = families.get(key);
    if (segmentKeys.has(key)) segments = item;
    else if (family === undefined && opened.has(key) && isJsonObject(item))
      pushMembers(entries, `${key}.`, item, opened);
    else if (family === undefined) entries.push([key, item]);
    else if (item === null) clearedFamilies.push(family.clears);
    else if (isJsonObject(item)) pushMembers(entries, family.prefix, item);
    else issues.push(notAnObject(key, item));
  }
  return {
    format: 'json',
    entries,
    clearedFamilies,
    segments,
    issues,
    numbers: numbers && withFieldNames(numbers, families),
    hasOwnNames: true,
  };
}

/** `opened`: members that are read as objects, too. */
function pushMembers(
  entries: [string, unknown][],
  prefix: string,
  item: object,
  opened?: ReadonlySet<string>,
): void {
  for (const [member, inner] of Object.entries(item)) {
    const path = prefix + member;
    if (opened?.has(path) && isJsonObject(inner)) pushMembers(entries, `${path}.`, inner, opened);
    else entries.push([path, inner]);
  }
}

/** With the paths of entries: the import's mapping may give an object another name. */
function withFieldNames(numbers: NumberTexts, families: JsonKeys['families']): NumberTexts {
  const named = [...numbers].map(([path, number]) => {
    const key = path.slice(0, Math.max(0, path.indexOf('.')));
    const prefix = families.get(key)?.prefix;
    return [prefix === undefined ? path : prefix + path.slice(key.length + 1), number] as const;
  });
  return new Map(named);
}

/** The keys of a JSON record that are not simply the names of fields. */
interface JsonKeys {
  /** Objects of members: the prefix of their paths, and the family that `null` clears. */
  readonly families: ReadonlyMap<string, { readonly prefix: string; readonly clears: string }>;
  readonly segmentKeys: ReadonlySet<string>;
  /** Paths of objects that are read because the import's mapping names a member of them: `profile` for `profile.first_name`. */
  readonly opened: ReadonlySet<string>;
}

const jsonKeysOfType = new WeakMap<ImportType, JsonKeys>();

function jsonKeysOf(type: ImportType): JsonKeys {
  const known = jsonKeysOfType.get(type);
  if (known !== undefined) return known;
  const families = new Map<string, { prefix: string; clears: string }>();
  for (const [spelling, { name }] of fieldSpellings(type)) {
    const dot = spelling.indexOf('.');
    const clears = name.slice(0, name.indexOf('.') + 1);
    if (dot !== -1) families.set(spelling.slice(0, dot), { prefix: spelling.slice(0, dot + 1), clears });
  }
  const segmentKeys = new Set(type.segmentsField === undefined ? [] : [type.segmentsField]);
  const opened = new Set<string>();
  for (const [key, field] of type.mapping?.columns ?? []) {
    const family = families.get(field);
    if (family !== undefined) families.set(key, { ...family, prefix: family.clears });
    else if (field === type.segmentsField) segmentKeys.add(key);
    else if (field === LEFT_OUT) {
      families.delete(key);
      segmentKeys.delete(key);
    }
    for (let dot = key.indexOf('.'); dot !== -1; dot = key.indexOf('.', dot + 1))
      opened.add(key.slice(0, dot));
  }
  const keys = { families, segmentKeys, opened };
  jsonKeysOfType.set(type, keys);
  return keys;
}

function notAnObject(field: string, found: unknown): Issue {
  const message = wording`${field} must be an object, found ${sent(showValue(found))}`;
  return error('VALIDATION_FAILED', message, field);
}
