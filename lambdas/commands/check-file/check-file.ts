import type { TenantStore } from '../../adapters/dynamo-tenant-store.ts';
import type { Suggestion } from '../../core/inspection/mapping/suggest-mapping.ts';
import type { Rejection } from '../../core/inspection/rejection.ts';
import type { LocatedIssue } from '../../core/wording/group-issues.ts';
import type { MetadataChoices } from '../../processing/inspection/read-metadata.ts';
import { sentParameters } from '../../processing/inspection/sent-parameters.ts';
import {
  type FileToInspect,
  fittedToName,
  type InspectedFile,
  type OpenedFile,
  openFile,
  recogniseFile,
} from '../../reading/inspection/inspect-upload.ts';
import { parseFeedHeader } from '../../reading/inspection/parse-feed-header.ts';
import { suggestColumns } from '../../reading/inspection/suggest-columns.ts';
import { FileRejected } from '../../runtime/errors.ts';
import { firstIssues } from './first-issues.ts';
import { type GivenBytes, headOf } from './head-of.ts';

export interface CheckFilePorts {
  readonly tenants: Pick<TenantStore, 'read'>;
  readonly maxFileBytes: number;
}

/** A file that is not uploaded yet. */
export interface FileToCheck extends GivenBytes {
  readonly tenant: string;
  /** The name of a type, or `auto`. */
  readonly importType: string;
  readonly fileName: string;
  readonly choices: MetadataChoices;
  /** Of a type of which two files are one import: the header file, as a whole. */
  readonly header?: { readonly fileName: string; readonly bytes: Buffer } | undefined;
}

export interface CheckedFile {
  readonly isWhole: boolean;
  /** How the file is read; absent if that cannot be told. */
  readonly opened?: Pick<OpenedFile, 'conversion' | 'layout'>;
  /** What its columns are, or should be read as; absent if its type is not known or its columns have no names. */
  readonly columns?: readonly Suggestion[];
  /** Why InspectFile would reject the file. */
  readonly rejection?: Rejection;
  /** Absent if it is rejected. */
  readonly accepted?: Pick<InspectedFile, 'unknownColumns'> & {
    readonly importType: string;
    readonly checkedRecords: number;
    readonly issues: readonly LocatedIssue[];
  };
}

/**
 * Decides of a file by its first bytes what InspectFile would decide if the file was uploaded now, and reads its first
 * records. Stores nothing.
 */
export async function checkFile(
  { tenants, maxFileBytes }: CheckFilePorts,
  file: FileToCheck,
): Promise<CheckedFile> {
  const { apiKeys: _, ...settings } = await tenants.read(file.tenant);
  const item = { ...file, ...file.choices, settings, source: { size: file.size } };
  const isWhole = file.bytes.length === file.size;
  const reads = {
    maxFileBytes,
    readHead: () => headOf(file),
    readPair: async () => headerOf(file),
    readParameters: () => sentParameters(item),
  };
  const opened = await attempt(item, () => openFile(item, reads));
  if (!opened.ok) return { isWhole, rejection: opened.rejection };
  const columns = suggestColumns(item, opened.value);
  const known = { isWhole, opened: opened.value, ...(columns && { columns }) };
  const inspected = await attempt(item, async () => recogniseFile(item, opened.value));
  if (!inspected.ok) return { ...known, rejection: inspected.rejection };
  const { type, unknownColumns } = inspected.value;
  const first = firstIssues(item, opened.value, inspected.value);
  return { ...known, accepted: { importType: type.name, unknownColumns, ...first } };
}

/** The caller refuses a pair without its header file. @throws FileRejected where it declares no columns */
function headerOf({ header }: FileToCheck) {
  if (header === undefined) throw new Error('a pair of files is checked by both of them');
  return { header: parseFeedHeader(header.bytes, header.fileName) };
}

type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly rejection: Rejection };

async function attempt<T>({ fileName }: FileToInspect, task: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await task() };
  } catch (error) {
    const fitted = fittedToName(error, fileName);
    if (!(fitted instanceof FileRejected)) throw error;
    return { ok: false, rejection: fitted.reason };
  }
}
