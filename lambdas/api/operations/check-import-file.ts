import * as z from 'zod';
import { type CheckedFile, checkFile } from '../../commands/check-file/check-file.ts';
import { FileEncodingSchema } from '../../contracts/file-encoding.ts';
import { DelimiterSchema } from '../../contracts/file-layout.ts';
import { SIMILARITIES } from '../../core/import-type/similar-field.ts';
import { isSimilar, type Suggestion } from '../../core/inspection/mapping/suggest-mapping.ts';
import { showName } from '../../core/wording/show-value.ts';
import { findDefinition } from '../../import-types/registry.ts';
import { readMetadata } from '../../processing/inspection/read-metadata.ts';
import { MAX_HEADER_BYTES } from '../../reading/inspection/parse-feed-header.ts';
import { HEAD_BYTES } from '../../reading/inspection/read-layout.ts';
import { IssueViewSchema, issueView } from '../issue-view.ts';
import { MessageSchema } from '../message.ts';
import { operation } from '../operation.ts';
import { readPair } from '../pair-of-files.ts';
import { Problem } from '../problem.ts';
import { metadataOf, OptionsSchema } from '../upload-options.ts';
import { CreateImportSchema } from './create-import.ts';

const AUTO = 'auto';
const KiB = 1024;
/** JSON text may need several bytes for one of the file. */
const MAX_BODY_BYTES = 1024 * KiB;

const CONTENT = {
  text: z.string().optional().meta({ description: 'The beginning of a file in UTF-8.' }),
  base64: z
    .base64()
    .optional()
    .meta({ description: 'The beginning of a file in any encoding, or compressed with gzip.' }),
};

const CheckFileSchema = z
  .strictObject({
    fileName: CreateImportSchema.shape.fileName,
    bytes: z
      .int()
      .min(0)
      .optional()
      .meta({ description: 'The size of the whole file. Absent: `text` or `base64` is the whole file.' }),
    ...CONTENT,
    header: z
      .strictObject({ fileName: CreateImportSchema.shape.fileName, ...CONTENT })
      .optional()
      .meta({
        description:
          'Of an import of two files: the whole header file. `fileName`, `text` and `base64` are then those of the data file.',
      }),
    options: OptionsSchema.prefault({}),
    map: CreateImportSchema.shape.map,
  })
  .meta({
    id: 'CheckFile',
  });
type CheckFile = z.output<typeof CheckFileSchema>;

const CheckedColumnSchema = z
  .object({
    name: z.string().meta({ description: 'As the file has it. In JSON, a key or a dotted path.' }),
    field: z.string().optional().meta({
      description:
        'The field that the column is, or should be read as. `-`: it should be ignored. Absent: it is no field.',
    }),
    reason: z.enum(['exact', 'mapped', ...SIMILARITIES, 'nearest', 'unknown']).meta({
      description:
        '`exact` and `mapped` are read. `nearest` is probably a typing error, and is ignored if it is not mapped. `unknown` is ignored. All others are names that are similar to the field: the file is rejected until `map` or `options.similarColumns` says what to do.',
    }),
    takenBy: z.string().optional().meta({ description: 'The column that is the field already.' }),
  })
  .meta({ id: 'CheckedColumn' });

const CheckedFileSchema = z
  .object({
    accepted: z.boolean().meta({ description: 'False: an import of this file would be rejected.' }),
    rejection: z
      .object({
        code: z.string(),
        message: MessageSchema.meta({ description: 'What was expected, what was found, and what to do.' }),
      })
      .optional(),
    importType: z.string().optional().meta({ description: 'The recognised type.' }),
    format: z.enum(['csv', 'jsonl', 'json']).optional(),
    encoding: FileEncodingSchema.optional(),
    delimiter: DelimiterSchema.optional(),
    columns: z
      .array(CheckedColumnSchema)
      .optional()
      .meta({ description: 'Absent if the columns are known by their position, or the type is not known.' }),
    suggestedMap: z.record(z.string(), z.string()).optional().meta({
      description:
        'A mapping of the columns with similar names, to be confirmed by a person and sent as `map`.',
    }),
    ignoredColumns: z.array(z.string()).optional(),
    complete: z.boolean().meta({ description: 'Whether the whole file was given.' }),
    checkedRecords: z.int().nonnegative().meta({ description: 'How many of the first records were read.' }),
    issues: z.array(IssueViewSchema).meta({
      description:
        'Errors and warnings of these records. Those that depend on stored users or on other records appear only in an import.',
    }),
  })
  .meta({ id: 'CheckedFile' });

const checkImportFile = operation({
  id: 'checkFile',
  method: 'POST',
  path: '/v1/import-types/{name}/check',
  tag: 'Import types',
  summary:
    'Checks the beginning of a file before it is uploaded: how it would be read, and its first issues.',
  description: `Send up to the first ${HEAD_BYTES / KiB} KiB of the file, and the \`options\` and \`map\` with which the import would be created. The answer is what the import would decide of these bytes: only a larger file can still be rejected for what comes later. Nothing is stored. \`auto\` as the name recognises the type.`,
  permission: 'imports:write',
  params: z.object({ name: z.string().min(1).max(64) }),
  body: CheckFileSchema,
  maxBodyBytes: MAX_BODY_BYTES,
  changesNothing: true,
  status: 200,
  result: CheckedFileSchema,
  problems: ['invalid-request', 'unsupported-media-type', 'too-large', 'not-found'],
  async run({ bearer, params, body }, ports) {
    checkType(params.name);
    const bytes = bytesOf(body, '', HEAD_BYTES);
    const size = body.bytes ?? bytes.length;
    if (size < bytes.length)
      throw refused('/bytes', `The file has ${size} bytes, but ${bytes.length} were sent.`);
    const { fileName } = body;
    const choices = readMetadata(metadataOf(body));
    const header = headerOf(params.name, { ...body, bytes: size }, ports.now());
    const file = { tenant: bearer.tenant, importType: params.name, fileName, choices, bytes, size, header };
    return { body: viewOf(await checkFile(ports, file)) };
  },
});

/** @throws Problem not-found */
function checkType(name: string): void {
  if (name === AUTO) return;
  if (findDefinition(name) === undefined)
    throw new Problem('not-found', `There is no import type ${showName(name)}.`);
}

/** The header file of a pair. @throws Problem invalid-request, as createImport does for the same names */
function headerOf(importType: string, { header, ...data }: CheckFile & { readonly bytes: number }, at: Date) {
  const bytes = header && bytesOf(header, '/header', MAX_HEADER_BYTES);
  const { fileName } = header ?? data;
  readPair({ importType, ...data, header: bytes && { fileName, bytes: bytes.length } }, at);
  return bytes && { fileName, bytes };
}

/** @throws Problem invalid-request */
function bytesOf(
  { text, base64 }: Pick<CheckFile, 'text' | 'base64'>,
  file: '' | '/header',
  maxBytes: number,
): Buffer {
  if ((text === undefined) === (base64 === undefined))
    throw refused(`${file}/text`, 'Send either `text` or `base64`.');
  const [part, bytes] =
    text === undefined ? ['/base64', Buffer.from(base64 ?? '', 'base64')] : ['/text', Buffer.from(text)];
  if (bytes.length > maxBytes)
    throw refused(
      `${file}${part}`,
      file === ''
        ? `Send at most the first ${maxBytes} bytes of the file, not ${bytes.length}.`
        : `A header file may have at most ${maxBytes} bytes, not ${bytes.length}.`,
    );
  return bytes;
}

function refused(pointer: string, detail: string): Problem {
  return new Problem('invalid-request', detail, { errors: [{ in: 'body', pointer, detail }] });
}

function viewOf({
  isWhole,
  opened,
  columns,
  rejection,
  accepted,
}: CheckedFile): z.input<typeof CheckedFileSchema> {
  const { layout, conversion } = opened ?? {};
  const suggestedMap = columns && mapOf(columns);
  return {
    accepted: accepted !== undefined,
    ...(rejection && { rejection: { ...rejection } }),
    importType: accepted?.importType,
    format: layout?.format,
    encoding: opened && (conversion?.encoding ?? 'utf-8'),
    ...(layout?.format === 'csv' && { delimiter: layout.delimiter }),
    columns: columns?.map(({ column: name, field, reason, takenBy }) => ({ name, field, reason, takenBy })),
    suggestedMap,
    ignoredColumns: accepted && [...accepted.unknownColumns],
    complete: isWhole,
    checkedRecords: accepted?.checkedRecords ?? 0,
    issues: (accepted?.issues ?? []).map(issueView),
  };
}

/** Undefined if no column needs a mapping. */
function mapOf(columns: readonly Suggestion[]): Record<string, string> | undefined {
  const similar = columns.filter((one) => isSimilar(one) && one.isAmbiguous !== true);
  const entries = similar.flatMap(({ column, field }) => (field === undefined ? [] : [[column, field]]));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

export const CHECK_OPERATIONS = [checkImportFile];
