import type { Delimiter } from '../../contracts/delimiter.ts';
import type { Conversion, FileEncoding } from '../../contracts/file-encoding.ts';
import type { FileLayout } from '../../contracts/file-layout.ts';
import type { UploadedImport } from '../../contracts/import.ts';
import type { SettingsSnapshot } from '../../contracts/tenant-settings.ts';
import { convertReturns, decideConversion } from '../../core/encoding/decide-conversion.ts';
import type { ImportType } from '../../core/import-type/import-type.ts';
import { withMapping } from '../../core/import-type/with-mapping.ts';
import { cellsToKey } from '../../core/inspection/cells-to-key.ts';
import type { ColumnChoices } from '../../core/inspection/mapping/check-mapping.ts';
import { fitToName } from '../../core/inspection/named-as-json.ts';
import { recognise } from '../../core/inspection/recognise.ts';
import type { NamesOfFile, Recognition } from '../../core/inspection/recognition.ts';
import type { PossibleType } from '../../core/inspection/record-or-wrapper.ts';
import { beginsAsOurs } from '../../core/round-trip/original-record.ts';
import { findRules, IMPORT_TYPE_RULES } from '../../import-types/import-type-rules.ts';
import { FileRejected, fileRejected } from '../../runtime/errors.ts';
import { readHeaderlessLayout } from '../headerless-layout.ts';
import { convertHead } from './convert-head.ts';
import { firstRecords } from './first-records.ts';
import { type Head, readLayout } from './read-layout.ts';
import { titleHint } from './title-hint.ts';

/** What is known of a file before its content is read. */
export type FileToInspect = Pick<
  UploadedImport,
  'importType' | 'fileName' | 'options' | 'metadataProblem'
> & {
  readonly settings: SettingsSnapshot;
  readonly source: Pick<UploadedImport['source'], 'size'>;
};

export interface InspectionReads {
  readonly maxFileBytes: number;
  /** The file's first bytes, decompressed. */
  readonly readHead: () => Promise<Head>;
  /** Of a type whose files come in pairs: its parameters. */
  readonly readPair: () => Promise<unknown>;
  /** Of another type that has parameters: those that came with the file. */
  readonly readParameters: () => unknown;
  /** That of a CSV file with a header row, if a person has named it. */
  readonly delimiter?: Delimiter | undefined;
}

/** How a file is read. Its records are not looked at. */
export interface OpenedFile {
  readonly types: readonly ImportType[];
  readonly parameters: unknown;
  readonly conversion: Conversion | undefined;
  /** The first bytes, as SplitFile converts them. */
  readonly head: Head;
  readonly layout: FileLayout;
}

export interface InspectedFile {
  readonly type: ImportType;
  readonly layout: FileLayout;
  readonly unknownColumns: readonly string[];
}

/** @throws FileRejected */
export async function openFile(
  item: FileToInspect,
  { maxFileBytes, readHead, readPair, readParameters, delimiter }: InspectionReads,
): Promise<OpenedFile> {
  if (item.metadataProblem !== undefined) throw new FileRejected('BAD_METADATA', item.metadataProblem);
  if (item.source.size > maxFileBytes) {
    throw new FileRejected(
      'FILE_TOO_LARGE',
      `The file has ${item.source.size} bytes, at most ${maxFileBytes} are allowed. Divide it into smaller files.`,
    );
  }
  const { settings } = item;
  const definition = findRules(item.importType);
  // A type that does not check parameters does not read them either, so nothing unchecked is stored again.
  const parameters = definition?.paired ? await readPair() : definition?.problem && readParameters();
  const problem = definition?.problem?.({ settings, parameters });
  if (problem !== undefined) throw new FileRejected('BAD_METADATA', problem);
  // A type that comes in pairs is recognised by the file's name only.
  const possible = IMPORT_TYPE_RULES.filter(({ paired }) => !paired || item.importType !== 'auto');
  const types = possible.map((definition) => definition.resolve({ settings, parameters }));
  const columns = types.find(({ name }) => name === item.importType)?.headerless;
  const { conversion, head } = converted(await readHead(), item.options.encoding ?? settings.encoding);
  // A file of failed records always has a header row.
  const layout =
    columns === undefined || beginsAsOurs(head.bytes)
      ? readLayout(head, item.fileName, requestedTypes(item, types), delimiter && [delimiter])
      : readHeaderlessLayout(head, columns);
  return { types, parameters, conversion, head, layout };
}

/** Decides the type of a file and which fields its columns are. @throws FileRejected */
export function recogniseFile(item: FileToInspect, opened: OpenedFile): InspectedFile {
  const { types, head, layout } = opened;
  const recognised = recognise(types, item.importType, layout, namesGiven(item, opened));
  if (!recognised.ok) {
    const hint = titleHint(head, layout, (names) => isHeader(recognise(types, item.importType, names)));
    // To map the title would not help.
    const [problem] = recognised.message.split('\n');
    throw new FileRejected(recognised.code, hint === undefined ? recognised.message : `${problem}\n${hint}`);
  }
  if (item.options.segment !== undefined && recognised.type.segmentsField === undefined)
    throw new FileRejected(
      'BAD_METADATA',
      `${recognised.type.name} have no segments. Leave the segment out.`,
    );
  const { type, mapping, unknownColumns } = recognised;
  const keyCells = cellsToKey(withMapping(type, mapping), layout);
  return {
    type,
    layout: { ...layout, ...(mapping && { mapping }), ...(keyCells !== undefined && { keyCells }) },
    unknownColumns,
  };
}

/** What the sender and the tenant say about the names in the file. */
export function namesGiven(item: FileToInspect, { head, layout }: OpenedFile): NamesOfFile {
  return {
    choicesFor: ({ name }) => choicesOf(item, name),
    sampled: () => firstRecords(head, layout),
  };
}

function isHeader(recognition: Recognition): boolean {
  return recognition.ok || recognition.code === 'SIMILAR_COLUMNS';
}

function requestedTypes(item: FileToInspect, types: readonly ImportType[]): PossibleType[] {
  return types
    .filter(({ name }) => item.importType === 'auto' || item.importType === name)
    .map((type) => ({ type, choices: choicesOf(item, type.name) }));
}

/** The first bytes as they will be read, and how SplitFile must convert the file for that. */
function converted(stored: Head, named: FileEncoding | undefined) {
  const encoding = decideConversion(stored, named);
  const text = encoding === undefined ? stored : convertHead(stored, encoding);
  const lines = convertReturns(text.bytes, encoding);
  return lines === undefined
    ? { conversion: encoding, head: text }
    : { conversion: lines, head: convertHead(stored, lines) };
}

function choicesOf({ options, settings }: FileToInspect, type: string): ColumnChoices {
  const remembered = (settings.columns ?? []).filter(({ importType }) => importType === type);
  return {
    map: options.columnMap ?? [],
    remembered: remembered.map(({ column, field }) => [column, field]),
    similar: options.similarColumns ?? 'reject',
  };
}

/** The error as the sender reads it: a rejection takes the name of the file into account. */
export function fittedToName(error: unknown, fileName: string): unknown {
  if (!(error instanceof FileRejected)) return error;
  return fileRejected(fitToName(error.reason, fileName));
}
