/** Files of any import type, made of its fields and its sample: few users and values, much that is blank, given up or wrong. */
import fc from 'fast-check';
import { matchField } from '../../../lambdas/core/import-type/field-names.ts';
import type {
  FileFormat,
  ImportType,
  ImportTypeDefinition,
} from '../../../lambdas/core/import-type/import-type.ts';
import { cellText, csvLine, nested, sampleType } from '../../../lambdas/core/import-type/sample-file.ts';
import type { SampleRecord } from '../../../lambdas/core/import-type/type-sample.ts';
import type { JsonValue } from '../../../lambdas/core/user/user.ts';

/** Something for most kinds of field, and nothing for all of them. */
const VALUES: readonly JsonValue[] = ['x', 'Y', '7', 7, true, 'false', '2026-03-02', '', ' ', null];
/** Nothing for most. */
const STRANGE: readonly JsonValue[] = [-1.5, ['x', 7], { a: 1 }, '\ufeff', '%2F/', 'x'.repeat(300)];

export interface GeneratedFile {
  readonly text: string;
  readonly records: number;
}

export function filesOf(definition: ImportTypeDefinition, format: FileFormat): fc.Arbitrary<GeneratedFile> {
  const type = sampleType(definition);
  const columns = type.headerless ?? namesOf(type, definition);
  const record = recordOf(type, definition)
    .map((fields) => ({ names: Object.keys(fields), text: written(fields, format, columns) }))
    // A row without anything in it is no record.
    .filter(({ text }) => /[^\s,]/.test(text));
  const broken = { names: [], text: brokenRecord(format, columns) };
  const records = fc
    .array(fc.oneof({ weight: 14, arbitrary: record }, { weight: 1, arbitrary: fc.constant(broken) }), {
      minLength: 1,
      maxLength: 12,
    })
    // A file without a header is known by its records.
    .filter((all) => all.some((one) => one !== broken) && (format === 'csv' || isOfType(type, all)))
    .map((all) => all.map(({ text }) => text));
  const header = format === 'csv' && type.headerless === undefined ? csvLine(columns) : '';
  return records.map((texts) => ({
    text: format === 'json' ? `[${texts.join(',\n')}]` : header + texts.join(''),
    records: texts.length,
  }));
}

/** Whether InspectFile takes the objects for records of the type: some of their names are its fields, or they have none. */
function isOfType(type: ImportType, records: readonly { readonly names: readonly string[] }[]): boolean {
  const names = records.flatMap((record) => record.names);
  return names.length === 0 || names.some((name) => matchField(type, name).kind === 'known');
}

/** Records that cannot be read. */
function brokenRecord(format: FileFormat, columns: readonly string[]): string {
  if (format === 'csv') return csvLine([...columns, 'one', 'more']);
  return format === 'jsonl' ? '{"a": \n' : '7';
}

function written(fields: SampleRecord, format: FileFormat, columns: readonly string[]): string {
  if (format === 'csv') return csvLine(columns.map((column) => cellText(fields[column])));
  const text = JSON.stringify(nested(fields));
  return format === 'jsonl' ? `${text}\n` : text;
}

/** Names of the fields that the type knows, one of each family at least, in the order of its rules. */
function namesOf(type: ImportType, { sample }: ImportTypeDefinition): readonly string[] {
  const shown = new Set(sample.records.flatMap((record) => Object.keys(record)));
  return type.fields.flatMap(({ name, member }) => {
    if (member === undefined) return [name];
    const members = [...shown].filter((other) => other.startsWith(name));
    return members.length > 0 ? members : [`${name}x`];
  });
}

function recordOf(type: ImportType, definition: ImportTypeDefinition): fc.Arbitrary<SampleRecord> {
  const names = namesOf(type, definition);
  const wrong = definition.sample.mistakes.map(([, fields]) => fields);
  const wrongNames = new Set([...names, ...wrong.flatMap((fields) => Object.keys(fields))]);
  const good = Object.fromEntries(names.map((name) => [name, goodValues(type, definition, name)]));
  const any = Object.fromEntries([...wrongNames].map((name) => [name, anyValues(definition, name)]));
  // Mostly good, and with few fields, so that records about one user differ in some and agree in others.
  return fc.oneof({ weight: 8, arbitrary: some(good, type.key) }, { weight: 1, arbitrary: some(any, []) });
}

function some(values: Record<string, readonly JsonValue[]>, required: readonly string[]) {
  const arbitraries = Object.fromEntries(
    Object.entries(values).map(([name, items]) => [name, fc.constantFrom(...items)]),
  );
  const optional = Object.keys(values).filter((name) => !required.includes(name));
  return fc
    .tuple(fc.record(arbitraries), fc.subarray(optional))
    .map(
      ([record, chosen]): SampleRecord =>
        Object.fromEntries(
          Object.entries(record).filter(([name]) => required.includes(name) || chosen.includes(name)),
        ),
    );
}

/** Values of the sample, also in other letter case and among blanks, and what else the field's own rule takes. */
function goodValues(type: ImportType, definition: ImportTypeDefinition, name: string): readonly JsonValue[] {
  const match = matchField(type, name);
  if (match.kind !== 'known') throw new Error(`no rule knows ${name}`);
  const { rule } = match;
  const isKey = type.key.includes(name);
  const shown = sampleValues(definition, name);
  // Elements of a set have to exist; a key of any text would seldom be met again.
  const more = isKey || rule.addsToSet ? [] : VALUES;
  const often = isKey ? [...shown, ...shown, ...shown] : shown;
  const values = [...often, ...shown.flatMap(variants), ...more].filter(
    (value) => rule.schema.safeParse(value).success,
  );
  const blank = isKey ? [] : ['', ...(rule.nullable === false ? [] : [null])];
  return [...values, ...blank];
}

function anyValues({ sample, ...rest }: ImportTypeDefinition, name: string): readonly JsonValue[] {
  const wrong = sample.mistakes.flatMap(([, fields]) => (name in fields ? [fields[name] ?? null] : []));
  return [...sampleValues({ sample, ...rest }, name), ...wrong, ...VALUES, ...STRANGE];
}

function sampleValues({ sample }: ImportTypeDefinition, name: string): readonly JsonValue[] {
  return sample.records.flatMap((record) => {
    const value = record[name];
    return value === undefined || value === null ? [] : [value];
  });
}

function variants(value: JsonValue): readonly JsonValue[] {
  return typeof value === 'string' ? [value.toUpperCase(), value.toLowerCase(), ` ${value}`] : [];
}
