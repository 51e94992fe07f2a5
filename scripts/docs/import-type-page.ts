import { fieldLabel } from '../../lambdas/core/import-type/field-names.ts';
import type {
  FieldRule,
  FileFormat,
  ImportType,
  ImportTypeDefinition,
} from '../../lambdas/core/import-type/import-type.ts';
import { sampleFile, sampleHeaderFile, sampleType } from '../../lambdas/core/import-type/sample-file.ts';
import { listed, typeFacts } from './import-type-facts.ts';
import { isCsvOnly, statusOf, typeMessages } from './import-type-messages.ts';
import { bullets, code, codeBlock, table } from './markdown.ts';

/** The text of docs/import-types/<type>.md: all that a sender of such files must know. */
export function importTypePage(definition: ImportTypeDefinition): string {
  const type = sampleType(definition);
  return [
    `# ${definition.title}`,
    '',
    '<!-- Written by `npm run docs` from the definition in lambdas/import-types. Change that, not this page. -->',
    '',
    `Import type \`${definition.name}\`. ${definition.description}`,
    '',
    ...table(['', ''], typeFacts(definition, type)),
    '',
    ...bullets(definition.notes ?? []),
    ...(definition.notes === undefined ? [] : ['']),
    '## Sample',
    '',
    ...samples(definition),
    '## Fields',
    '',
    ...fieldsPreamble(definition, type),
    '',
    ...table(
      ['Field', 'Must be', 'Blank or null', 'What it is'],
      type.fields.map((rule) => fieldRow(definition, type, rule)),
    ),
    '',
    '## Results',
    '',
    `\`results.csv\` has a row for each record, in file order, with these columns${dynamicColumns(type)}:`,
    '',
    ...codeBlock('', ['recordNumber', 'outcome', ...type.details.before].join(',')),
    '',
    '## Messages',
    '',
    'What `errors.csv` says about a record, in the words in which it says it; what is said about a file as a whole is in [errors](../errors.md).',
    '',
    ...table(
      ['When', 'message', 'apiErrorCode', 'statusCode'],
      typeMessages(definition).map(({ when, issue }) => [
        `${when}${issue.rejectsFile ? '; rejects the whole file' : ''}${issue.severity === 'warning' ? ' (a warning)' : ''}`,
        code(issue.message),
        `\`${issue.code}\``,
        String(statusOf(issue)),
      ]),
    ),
    '',
  ].join('\n');
}

function samples(definition: ImportTypeDefinition): readonly string[] {
  const { formats, paired, sample } = definition;
  return [
    ...formats.flatMap((format) => sampleIn(definition, format)),
    ...(sample.parameters === undefined || paired
      ? []
      : ['with these parameters:', '', ...codeBlock('json', JSON.stringify(sample.parameters, null, 2)), '']),
    ...(sample.settings === undefined
      ? []
      : [
          'and these [settings of the tenant](../tenant-settings.md):',
          '',
          ...codeBlock('json', JSON.stringify(sample.settings, null, 2)),
          '',
        ]),
  ];
}

function sampleIn(definition: ImportTypeDefinition, format: FileFormat): readonly string[] {
  const header = sampleHeaderFile(definition);
  const both = header === undefined ? '' : ' prints the header file and the data file:';
  return [
    `\`npm run --silent template -- ${definition.name} --format ${format}\`${both}`,
    '',
    ...(header === undefined ? [] : [...codeBlock('json', header), '']),
    ...codeBlock(format === 'csv' ? 'csv' : 'json', sampleFile(definition, format)),
    '',
  ];
}

function fieldsPreamble(definition: ImportTypeDefinition, type: ImportType): readonly string[] {
  const hasCsv = definition.formats.includes('csv');
  const absent = hasCsv ? 'An absent column' : 'An absent name';
  const blank = hasCsv ? 'a blank cell' : 'a blank text';
  return [
    [
      `Names are case-sensitive. ${absent} leaves the field as it is${type.overwrites ? ', but for those that are emptied' : ''};`,
      `${blank} does so too (“kept”), unless the import is to clear such fields (\`rollcall-on-blank: clear\`).`,
      ...(isCsvOnly(definition) ? [] : ['A JSON `null` clears.']),
    ].join(' '),
  ];
}

function fieldRow(
  definition: ImportTypeDefinition,
  type: ImportType,
  rule: FieldRule,
): readonly [string, string, string, string] {
  const aliases = (rule.aliases ?? []).map((alias) => fieldLabel({ ...rule, name: alias }));
  const also = aliases.length === 0 ? '' : `, also ${listed(aliases)}`;
  const pattern =
    rule.member === undefined ? '' : `; {${rule.member.label}} as ${code(rule.member.pattern.source)}`;
  const required = type.key.includes(rule.name) ? ' (required)' : '';
  return [
    `\`${fieldLabel(rule)}\`${also}${required}`,
    rule.expected + pattern,
    onNothing(definition, type, rule),
    rule.description,
  ];
}

/** What becomes of a field of which a record carries nothing. */
function onNothing(definition: ImportTypeDefinition, type: ImportType, rule: FieldRule): string {
  if (type.key.includes(rule.name)) return 'refused';
  if (type.overwrites?.includes(rule.name)) return 'emptied';
  if (rule.addsToSet) return 'adds nothing';
  if (isCsvOnly(definition)) return 'kept';
  if (rule.nullable === false) return 'blank kept, null refused';
  return type.immutable.has(rule.name) ? 'kept; null refused once set' : 'kept; null clears';
}

function dynamicColumns({ fields, details }: ImportType): string {
  const families = fields.filter(({ name, member }) => member !== undefined && details.isDynamic(`${name}x`));
  return families.length === 0
    ? ''
    : `, and behind them those of ${listed(families.map(fieldLabel))} that occur`;
}
