import { fieldLabel } from '../../lambdas/core/import-type/field-names.ts';
import type {
  FileFormat,
  ImportType,
  ImportTypeDefinition,
} from '../../lambdas/core/import-type/import-type.ts';
import { sampleValues } from './import-type-messages.ts';

export const FORMAT_NAMES: Readonly<Record<FileFormat, string>> = {
  csv: 'CSV',
  jsonl: 'JSON Lines',
  json: 'one JSON array',
};

/** What holds for a type's files and users as a whole: rows of a name and what holds. */
export function typeFacts(
  definition: ImportTypeDefinition,
  type: ImportType,
): readonly (readonly string[])[] {
  const { paired, confirms, formats, sample } = definition;
  const names = formats.map((format) => FORMAT_NAMES[format]).join(' or ');
  const unique = type.keyFields.filter((field) => !type.key.includes(field));
  const sets = type.fields.filter(({ addsToSet }) => addsToSet).map(({ name }) => name);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Files', `${names}${paired ? ', with a header file' : ''}; plain or \`.gz\``],
    ['Header row', type.headerless && `none; the columns are ${listed(type.headerless)}`],
    [
      'Besides the file',
      sample.parameters === undefined || paired ? undefined : 'parameters, see the sample',
    ],
    ['A user is known by', `${listed(type.key)}${foldsCase(type) ? ', in any letter case' : ''}`],
    ['Belongs to one user', none(unique) ?? uniqueFields(definition, type, unique)],
    ['Cannot be changed once set', none([...type.immutable]) ?? listed([...type.immutable])],
    ['Is added to what the user has', none(sets) ?? listed(sets)],
    ['Is emptied where a record leaves it out', none(type.overwrites) ?? listed(type.overwrites ?? [])],
    ['Records in a file', type.maxRecords === undefined ? undefined : atMost(type.maxRecords)],
    ['Before anything is written', beforeWriting(confirms, type)],
  ];
  return rows.flatMap(([name, value]) => (value ? [[name, value]] : []));
}

function beforeWriting(confirms: true | undefined, type: ImportType): string | undefined {
  if (confirms) return 'all records are judged, and the sender confirms or cancels';
  return type.screened ? 'all records are judged: some mistakes reject the whole file' : undefined;
}

function atMost(records: number): string {
  return `at most ${records.toLocaleString('en-US')}`;
}

/** The empty text, which makes no row, where there is nothing to list. */
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
  return `${listed(rules.map(fieldLabel))}${together ? ', taken together' : ''}`;
}

function foldsCase({ key, keyPart }: ImportType): boolean {
  return keyPart !== undefined && key.every((field) => keyPart(field, 'A') === keyPart(field, 'a'));
}
