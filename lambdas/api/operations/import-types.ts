import * as z from 'zod';
import { fieldLabel } from '../../core/import-type/field-names.ts';
import type { FieldRule, ImportType, ImportTypeDefinition } from '../../core/import-type/import-type.ts';
import { MAX_RECORDS } from '../../core/import-type/report-limits.ts';
import { columnsOf, sampleFile, sampleHeaderFile } from '../../core/import-type/sample-file.ts';
import { showName } from '../../core/wording/show-value.ts';
import { findDefinition, IMPORT_TYPES } from '../../import-types/registry.ts';
import { operation } from '../operation.ts';
import { mayUse } from '../own-types.ts';
import { Problem } from '../problem.ts';

const FormatSchema = z.enum(['csv', 'jsonl', 'json']);

const ImportTypeSummarySchema = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string().meta({ description: 'In Markdown.' }),
    formats: z.array(FormatSchema),
    confirms: z
      .boolean()
      .meta({ description: 'Imports wait for a confirmation, unless their options say otherwise.' }),
    paired: z.boolean().meta({ description: 'An import is made of a header file and a data file.' }),
  })
  .meta({ id: 'ImportTypeSummary' });

const FieldSchema = z
  .object({
    name: z.string().meta({ description: 'Case-sensitive. `customFields.{name}` is a family of fields.' }),
    aliases: z.array(z.string()),
    required: z.boolean().meta({ description: 'Part of the key: each record must have it.' }),
    immutable: z.boolean(),
    rule: z.string().meta({ description: 'Completes "… must be".' }),
    description: z.string(),
    maxLength: z.int(),
  })
  .meta({ id: 'Field' });

const TypeFileSchema = z
  .object({
    format: FormatSchema,
    template: z.string().meta({ description: 'Without records. Empty if such a file has no header.' }),
    sample: z.string().meta({ description: 'With valid records.' }),
  })
  .meta({ id: 'ImportTypeFile' });

const ImportTypeSchema = ImportTypeSummarySchema.extend({
  notes: z.array(z.string()),
  fields: z.array(FieldSchema),
  key: z.array(z.string()).meta({ description: 'The fields that together identify a user.' }),
  columns: z
    .array(z.string())
    .optional()
    .meta({ description: 'The columns of a CSV file without a header row.' }),
  maxRecords: z.int(),
  template: z.string().meta({ description: 'An empty CSV file with a header row, if the type has them.' }),
  sample: z.string().meta({ description: 'A file with valid records, in the first of `formats`.' }),
  files: z.array(TypeFileSchema).meta({ description: 'The same in each of `formats`.' }),
  headerFile: z
    .string()
    .optional()
    .meta({ description: 'Of an import of two files: the header file of `sample`. `files` are data files.' }),
}).meta({ id: 'ImportType' });

const listImportTypes = operation({
  id: 'listImportTypes',
  method: 'GET',
  path: '/v1/import-types',
  tag: 'Import types',
  summary: 'Lists the import types that the bearer may use.',
  permission: 'types:read',
  status: 200,
  result: z.object({ importTypes: z.array(ImportTypeSummarySchema) }),
  async run({ bearer }) {
    const own = IMPORT_TYPES.filter(({ name }) => mayUse(bearer, name));
    return { body: { importTypes: own.map(summaryOf) } };
  },
});

const getImportType = operation({
  id: 'getImportType',
  method: 'GET',
  path: '/v1/import-types/{name}',
  tag: 'Import types',
  summary: "Shows an import type as it is with the tenant's settings: fields, rules, template and sample.",
  permission: 'types:read',
  params: z.object({ name: z.string().min(1).max(64) }),
  status: 200,
  result: ImportTypeSchema,
  problems: ['not-found'],
  async run({ bearer, params }, { tenants }) {
    const definition = definitionOf(params.name);
    const settings = await tenants.read(bearer.tenant);
    const type = definition.resolve({ settings, parameters: definition.sample.parameters });
    const [format = 'csv'] = definition.formats;
    const { headerless, key, maxRecords = MAX_RECORDS } = type;
    return {
      body: {
        ...summaryOf(definition),
        notes: [...(definition.notes ?? [])],
        fields: type.fields.map((rule) => fieldOf(type, rule)),
        key: [...key],
        ...(headerless !== undefined && { columns: [...headerless] }),
        maxRecords,
        template: definition.formats.includes('csv') && headerless === undefined ? headerOf(definition) : '',
        sample: sampleFile(definition, format),
        files: definition.formats.map((one) => ({
          format: one,
          template: sampleFile(definition, one, []),
          sample: sampleFile(definition, one),
        })),
        headerFile: sampleHeaderFile(definition),
      },
    };
  },
});

/** @throws Problem not-found */
function definitionOf(name: string): ImportTypeDefinition {
  const definition = findDefinition(name);
  if (definition === undefined) throw new Problem('not-found', `There is no import type ${showName(name)}.`);
  return definition;
}

function summaryOf({ name, title, description, formats, confirms, paired }: ImportTypeDefinition) {
  return {
    name,
    title,
    description,
    formats: [...formats],
    confirms: confirms ?? false,
    paired: paired ?? false,
  };
}

function fieldOf({ key, immutable }: ImportType, rule: FieldRule) {
  return {
    name: fieldLabel(rule),
    aliases: [...(rule.aliases ?? [])],
    required: key.includes(rule.name),
    immutable: immutable.has(rule.name),
    rule: rule.expected,
    description: rule.description,
    maxLength: rule.maxLength,
  };
}

function headerOf(definition: ImportTypeDefinition): string {
  return `${columnsOf(definition).join(',')}\n`;
}

export const IMPORT_TYPE_OPERATIONS = [listImportTypes, getImportType];
