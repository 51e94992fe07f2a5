import { DEFAULT_OPTIONS } from '../../../lambdas/contracts/default-options.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import type { ImportType } from '../../../lambdas/core/import-type/import-type.ts';
import {
  type FileToInspect,
  fittedToName,
  type OpenedFile,
  openFile,
  recogniseFile,
} from '../../../lambdas/reading/inspection/inspect-upload.ts';
import { assertHeaderSize, parseFeedHeader } from '../../../lambdas/reading/inspection/parse-feed-header.ts';
import { ownFields, suggestColumns } from '../../../lambdas/reading/inspection/suggest-columns.ts';
import { FileRejected } from '../../../lambdas/runtime/errors.ts';
import { guessEncoding } from '../../files/guess-encoding.ts';
import { guessLocale } from '../../files/guess-locale.ts';
import { openWorkbook } from '../../files/open-workbook.ts';
import { type Preview, previewOf } from '../../files/preview.ts';
import { readBytes } from '../../files/read-bytes.ts';
import { isGzipFile, readHead } from '../../files/read-head.ts';
import type { FileChoices, FileRejection, InspectedFile } from '../protocol.ts';
import { inspectFromHeader } from './header-row.ts';
import { quotedHeader } from './quoted-header.ts';

/** A file that can be checked. */
export interface CheckableFile {
  readonly file: Blob;
  readonly item: FileToInspect;
  readonly tenant: string;
  readonly opened: OpenedFile;
  readonly type: ImportType;
  readonly layout: OpenedFile['layout'];
  /** Instead of the header row as it was sent: by it, the pipeline recognises the delimiter that the person has chosen. */
  readonly header?: string | undefined;
  readonly unknownColumns: readonly string[];
}

export interface Inspection {
  readonly view: InspectedFile;
  /** Absent if the file is rejected. */
  readonly checkable?: CheckableFile;
}

/** @throws only where something else than the file is wrong */
export async function inspectFile(
  chosen: Blob,
  chosenName: string,
  choices: FileChoices,
): Promise<Inspection> {
  const workbook = await openWorkbook(chosen, chosenName, choices);
  if (workbook === undefined) return inspectFromHeader(chosen, chosenName, choices, inspectText);
  const { view, checkable } = await inspectText(workbook.file, workbook.fileName, choices);
  const { view: sheet, fileName: sentAs } = workbook;
  const ofWorkbook = { ...view, fileName: chosenName, size: chosen.size, workbook: sheet, sentAs };
  return { view: ofWorkbook, ...(checkable && { checkable }) };
}

async function inspectText(file: Blob, fileName: string, choices: FileChoices): Promise<Inspection> {
  const item = itemOf(file, fileName, choices);
  const known = { fileName, size: file.size, isGzip: await isGzipFile(file), preview: NO_PREVIEW };
  const reads = {
    maxFileBytes: Number.POSITIVE_INFINITY,
    readHead: () => readHead(file),
    readPair: () => readHeader(choices),
    readParameters: () => choices.parameters,
    delimiter: choices.delimiter,
  };
  const opened = await attempt(item, () => openFile(item, reads));
  // Any bytes are letters of some encoding.
  const isBinary = !opened.ok && opened.rejection.code === 'BINARY_FILE';
  const encoding = isBinary ? undefined : await guessedEncoding(file, item);
  if (!opened.ok)
    return { view: { ...known, ...(encoding && { guess: { encoding } }), rejection: opened.rejection } };
  const { layout, conversion } = opened.value;
  const columns = suggestColumns(item, opened.value);
  const preview = previewOf(opened.value);
  const guess = { ...(encoding && { encoding }), ...guessedLocale(item, layout, { preview, choices }) };
  const quoted = choices.delimiter && quotedHeader(opened.value, fileName);
  const view = {
    ...known,
    layout,
    ...(quoted && { sentAs: fileName }),
    ...(conversion && { conversion }),
    ...(columns && { columns, ownFields: ownFields(item, opened.value, columns) }),
    ...(Object.keys(guess).length > 0 && { guess }),
    preview,
  };
  const found = await attempt(item, async () => recogniseFile(item, opened.value));
  if (!found.ok) return { view: { ...view, rejection: found.rejection } };
  if (quoted?.isRecognised === false) return { view: { ...view, rejection: LOST_DELIMITER } };
  const { type, unknownColumns } = found.value;
  return {
    view: { ...view, importType: type.name, unknownColumns, layout: found.value.layout },
    checkable: {
      file,
      item,
      tenant: choices.tenant,
      opened: opened.value,
      header: quoted?.header,
      ...found.value,
    },
  };
}

const LOST_DELIMITER: FileRejection = {
  code: 'MALFORMED_HEADER',
  message:
    'The delimiter cannot be recognised by the names of the columns. Choose the delimiter that is between the names.',
};

/** Where neither the import nor the tenant names one, the file is read as UTF-8. */
async function guessedEncoding(file: Blob, { options, settings }: FileToInspect) {
  return (options.encoding ?? settings.encoding) === undefined ? guessEncoding(file) : undefined;
}

function guessedLocale(
  { options, settings }: FileToInspect,
  { format }: OpenedFile['layout'],
  { preview, choices }: { readonly preview: Preview; readonly choices: FileChoices },
) {
  if (format !== 'csv' || (options.locale ?? settings.locale) !== undefined) return {};
  const locale = guessLocale(preview.rows, choices.languages);
  return locale === undefined ? {} : { locale };
}

const NO_PREVIEW = { names: [], rows: [] };

function itemOf(file: Blob, fileName: string, choices: FileChoices): FileToInspect {
  const { importType, options, settings } = choices;
  return {
    importType,
    fileName,
    options: { ...DEFAULT_OPTIONS, ...options },
    settings: { ...NO_SETTINGS, ...settings },
    source: { size: file.size },
  };
}

async function readHeader({ header }: FileChoices): Promise<unknown> {
  if (header === undefined)
    throw new FileRejected('BAD_FEED_HEADER', 'The header file of the pair is missing. Choose both files.');
  assertHeaderSize(header.file.size, header.name);
  return { header: parseFeedHeader(await readBytes(header.file), header.name) };
}

type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly rejection: FileRejection };

async function attempt<T>({ fileName }: FileToInspect, task: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await task() };
  } catch (error) {
    return { ok: false, rejection: rejectionOf(error, fileName) };
  }
}

/** @throws an error of other origin */
export function rejectionOf(error: unknown, fileName: string): FileRejection {
  const fitted = fittedToName(error, fileName);
  if (!(fitted instanceof FileRejected)) throw error;
  const { code, message } = fitted.reason;
  return { code, message };
}
