import { fieldLabel } from '../../lambdas/core/import-type/field-names.ts';
import type {
  FileFormat,
  ImportType,
  ImportTypeDefinition,
} from '../../lambdas/core/import-type/import-type.ts';
import { MAX_RECORDS } from '../../lambdas/core/import-type/report-limits.ts';
import { GZIP_LIMITS } from '../../lambdas/core/inspection/gzip.ts';
import { ISSUE_LIMITS } from '../../lambdas/core/wording/bound-issues.ts';
import { MAX_SHOWN } from '../../lambdas/core/wording/show-value.ts';
import { sampleValues } from './import-type-messages.ts';

export const FORMAT_NAMES: Readonly<Record<FileFormat, string>> = {
  csv: 'CSV',
  jsonl: 'JSON Lines',
  json: 'one JSON array',
};

/** The facts about a type's files and users: rows of name and value. */
export function typeFacts(
  definition: ImportTypeDefinition,
  type: ImportType,
): readonly (readonly string[])[] {
  const { paired, confirms, formats, sample } = definition;
  const names = formats.map((format) => FORMAT_NAMES[format]).join(' or ');
  const unique = type.keyFields.filter((field) => !type.key.includes(field));
  const sets = type.fields.filter(({ addsToSet }) => addsToSet).map(({ name }) => name);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Files', `${names}${paired ? ', with a header file' : ''}; uncompressed or \`.gz\``],
    ['Header row', type.headerless && `none; the columns are ${listed(type.headerless)}`],
    [
      'Required with the file',
      sample.parameters === undefined || paired ? undefined : 'parameters; see the sample',
    ],
    [
      'Key of a user',
      `${listed(type.key)}; see [keys](../keys.md)${foldsCase(type) ? '; letter case does not matter' : ''}`,
    ],
    ['Unique among users', none(unique) ?? uniqueFields(definition, type, unique)],
    ['Cannot be changed once set', none([...type.immutable]) ?? listed([...type.immutable])],
    ['Added to existing values', none(sets) ?? listed(sets)],
    ['Emptied when missing in a record', none(type.overwrites) ?? listed(type.overwrites ?? [])],
    ['Records in a file', atMost(type.maxRecords ?? MAX_RECORDS)],
    [
      'Rejected duplicates',
      'as many as are found in the time of one function ([table](../performance.md#rejecting-duplicates)); a file with more is rejected',
    ],
    [
      'Messages about a record',
      `${atMost(ISSUE_LIMITS.perRecord)}, and the number of further ones; ${atMost(ISSUE_LIMITS.message)} characters each, a quoted value is cut after ${MAX_SHOWN}`,
    ],
    [
      'Contents of a gzip file',
      `${atMost(GZIP_LIMITS.ratio)} times its size, or ${GZIP_LIMITS.freeBytes.toLocaleString('en-US')} bytes`,
    ],
    ['Before anything is written', beforeWriting(confirms, type)],
  ];
  return rows.flatMap(([name, value]) => (value ? [[name, value]] : []));
}

function beforeWriting(confirms: true | undefined, type: ImportType): string | undefined {
  if (confirms) return 'all records are evaluated, then the sender confirms or cancels';
  return type.screened ? 'all records are checked: some mistakes reject the whole file' : undefined;
}

function atMost(records: number): string {
  return `at most ${records.toLocaleString('en-US')}`;
}

/** The empty text, which makes no row, when there are no names; undefined when there are. */
function none(names: readonly string[] | undefined): '' | undefined {
  return names === undefined || names.length === 0 ? '' : undefined;
}

export function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function uniqueFields(definition: ImportTypeDefinition, type: ImportType, names: readonly string[]): string {
  const rules = names.flatMap((name) => type.fields.filter((rule) => rule.name === name));
  const values = new Set(sampleValues(definition).map(({ field }) => field));
  const together = names.length > 1 && values.size < names.length;
  return `${listed(rules.map(fieldLabel))}${together ? ', in combination' : ''}`;
}

function foldsCase({ key, keyPart }: ImportType): boolean {
  return keyPart !== undefined && key.every((field) => keyPart(field, 'A') === keyPart(field, 'a'));
}
