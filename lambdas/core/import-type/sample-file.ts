import { FeedParametersSchema } from '../../contracts/feed-header.ts';
import { NO_SETTINGS } from '../../contracts/no-settings.ts';
import type { JsonValue } from '../user/user.ts';
import type { FileFormat, ImportType, ImportTypeDefinition } from './import-type.ts';
import type { SampleRecord } from './type-sample.ts';

/** The import type with the settings and parameters of its own sample. */
export function sampleType({ sample, resolve }: ImportTypeDefinition): ImportType {
  return resolve({ settings: { ...NO_SETTINGS, ...sample.settings }, parameters: sample.parameters });
}

/** A file as a sender would make it, from a type's sample records or from other records of the same shape. */
export function sampleFile(
  definition: ImportTypeDefinition,
  format: FileFormat,
  records: readonly SampleRecord[] = definition.sample.records,
): string {
  const type = sampleType(definition);
  if (format === 'csv') return csvText(type, columnsOf(definition), records);
  const lines = records.map((record) => JSON.stringify(nested(record)));
  if (format === 'jsonl') return lines.map((line) => `${line}\n`).join('');
  return lines.length === 0 ? '[]\n' : `[\n${lines.map((line) => `  ${line}`).join(',\n')}\n]\n`;
}

/** The header file of a type whose imports consist of a header file and a data file. */
export function sampleHeaderFile({ paired, sample }: ImportTypeDefinition): string | undefined {
  if (paired === undefined) return undefined;
  const { header } = FeedParametersSchema.parse(sample.parameters);
  return `[\n${header.map((column) => `  ${JSON.stringify(column)}`).join(',\n')}\n]\n`;
}

/** The columns of the type's CSV files that occur in its sample. */
export function columnsOf(definition: ImportTypeDefinition): readonly string[] {
  const { headerless, segmentsField } = sampleType(definition);
  if (headerless !== undefined) return headerless;
  const names = new Set(definition.sample.records.flatMap((record) => Object.keys(record)));
  // A list of operations, which only JSON can show.
  return [...names].filter((name) => name !== segmentsField);
}

/** A value as a cell shows it. */
export function cellText(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.map(cellText).join(',') : String(value);
}

/** `{"customFields.plan": "gold"}` as `{"customFields": {"plan": "gold"}}`. */
export function nested(record: SampleRecord): Readonly<Record<string, JsonValue>> {
  const object: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(record)) {
    const dot = name.indexOf('.');
    const family = name.slice(0, dot);
    if (dot === -1) object[name] = value;
    else object[family] = { ...(object[family] as SampleRecord), [name.slice(dot + 1)]: value };
  }
  return object;
}

function csvText(type: ImportType, columns: readonly string[], records: readonly SampleRecord[]): string {
  const rows = records.map((record) => columns.map((column) => cellText(record[column])));
  const all = type.headerless === undefined ? [columns, ...rows] : rows;
  return all.map(csvLine).join('');
}

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\n`;
}

function quoted(cell: string): string {
  return /[",;|\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
