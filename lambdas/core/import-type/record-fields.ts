import type { Issue } from '../../contracts/issue.ts';
import { error } from '../wording/issue.ts';
import { showValue } from '../wording/show-value.ts';
import { sent, wording } from '../wording/wording.ts';
import type { ImportType } from './import-type.ts';

/** A record independent of its format: values by dotted path. A CSV cell is a text, a JSON value is kept as it is. */
export interface RecordFields {
  /** In the record's order. A path may occur twice (an alias, or nested and dotted): readRecord reports that. */
  readonly entries: readonly (readonly [path: string, raw: unknown])[];
  /** Families (`customFields.`) that a JSON `null` clears as a whole. */
  readonly clearedFamilies: readonly string[];
  readonly segments: unknown;
  readonly issues: readonly Issue[];
}

/** A CSV row: one cell for each column. Cells after the last column of the header are empty and ignored. */
export function fieldsOfRow(columns: readonly string[], cells: readonly string[]): RecordFields {
  return {
    entries: columns.map((column, i) => [column, cells[i] ?? ''] as const),
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
  const index = cells.findIndex((cell, i) => i >= columns.length && cell !== '');
  return index === -1 ? undefined : index;
}

/** Whether a row repeats the header. This happens where several files were concatenated. */
export function repeatsHeader(columns: readonly string[], cells: readonly string[]): boolean {
  return columns.every((column, i) => column.toLowerCase() === cells[i]?.trim().toLowerCase());
}

/**
 * The fields of a JSON object: `{"customFields": {"plan": "x"}}` becomes `customFields.plan`. Only own properties,
 * kept in arrays and Maps, because `__proto__` is a valid name.
 */
export function fieldsOfJson(type: ImportType, value: object): RecordFields {
  const entries: [string, unknown][] = [];
  const clearedFamilies: string[] = [];
  const issues: Issue[] = [];
  let segments: unknown;
  const families = familyPrefixes(type);
  for (const [key, item] of Object.entries(value)) {
    const family = families.get(key);
    if (key === type.segmentsField) segments = item;
    else if (family === undefined) entries.push([key, item]);
    else if (item === null) clearedFamilies.push(family);
    else if (typeof item === 'object' && !Array.isArray(item)) {
      for (const [member, inner] of Object.entries(item)) entries.push([`${key}.${member}`, inner]);
    } else issues.push(notAnObject(key, item));
  }
  return { entries, clearedFamilies, segments, issues };
}

const prefixesOfType = new WeakMap<ImportType, ReadonlyMap<string, string>>();

/** `referredBy` ↦ `referredBy.`: the part before the dot, in each spelling of a family, and the family's prefix. */
function familyPrefixes(type: ImportType): ReadonlyMap<string, string> {
  const known = prefixesOfType.get(type);
  if (known !== undefined) return known;
  const prefixes = new Map<string, string>();
  prefixesOfType.set(type, prefixes);
  for (const rule of type.fields) {
    for (const spelling of [rule.name, ...(rule.aliases ?? [])]) {
      const dot = spelling.indexOf('.');
      if (dot !== -1) prefixes.set(spelling.slice(0, dot), rule.name.slice(0, rule.name.indexOf('.') + 1));
    }
  }
  return prefixes;
}

function notAnObject(field: string, found: unknown): Issue {
  const message = wording`${field} must be an object, found ${sent(showValue(found))}`;
  return error('VALIDATION_FAILED', message, field);
}
