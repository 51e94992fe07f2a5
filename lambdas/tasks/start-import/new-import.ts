import type { ObjectHead } from '../../adapters/s3-object-store.ts';
import type { ObjectReference } from '../../contracts/file-layout.ts';
import { UNFINISHED, type UploadedImport } from '../../contracts/import.ts';
import {
  type ErrorBudget,
  type ImportOptions,
  ImportOptionsSchema,
  UploadMetadataSchema,
} from '../../contracts/import-options.ts';
import { executionArn, executionName } from '../../core/naming/execution-name.ts';
import type { UploadKey } from '../../core/naming/upload-key.ts';
import type { StartImportPorts } from './ports.ts';

/** An uploaded object, as its event describes it. */
export interface UploadedFile {
  /** The id of the import that it becomes; of a pair that it completes or renews, in the place of the import before. */
  readonly importIdAfter: (before: string | undefined) => string;
  readonly place: UploadKey;
  readonly source: ObjectReference;
  /** Its place among the tenant's uploads. */
  readonly arrival: string;
}

/** The import that an uploaded file becomes, with the choices of its metadata. @param head undefined when it is gone already */
export function newImport(
  { importIdAfter, place, source, arrival }: UploadedFile,
  head: ObjectHead | undefined,
  {
    stateMachineArn,
    retentionDays,
    now,
  }: Pick<StartImportPorts, 'stateMachineArn' | 'retentionDays' | 'now'>,
): UploadedImport {
  const importId = importIdAfter(undefined);
  const given = head?.metadata ?? {};
  const metadata = UploadMetadataSchema.safeParse(given);
  const problems = [...(metadata.success ? [] : metadata.error.issues.map(describe)), ...unknownKeys(given)];
  const at = now().toISOString();
  const requestId = given['rollcall-request-id'] || undefined;
  const parametersText = metadata.data?.['rollcall-parameters'];
  return {
    importId,
    tenant: place.tenant,
    importType: place.importType,
    fileName: place.fileName,
    status: 'QUEUED',
    source,
    options: metadata.success ? optionsOf(metadata.data) : optionsForRejection(given),
    ...(requestId === undefined ? {} : { requestId }),
    ...(parametersText === undefined ? {} : { parametersText }),
    // Kept for InspectFile, which rejects the import, so that the sender gets an e-mail as for any other mistake.
    ...(problems.length === 0
      ? {}
      : { metadataProblem: `The upload's metadata is wrong. ${problems.join('; ')}.` }),
    retentionDays,
    attempt: 1,
    arrival,
    executionArn: executionArn(stateMachineArn, executionName({ importId, attempt: 1 })),
    unfinished: UNFINISHED,
    createdAt: at,
    updatedAt: at,
  };
}

function optionsOf(metadata: ReturnType<typeof UploadMetadataSchema.parse>): ImportOptions {
  const segment = metadata['rollcall-segment'];
  const mode = metadata['rollcall-mode'];
  return ImportOptionsSchema.parse({
    mode: mode === 'evaluate' ? 'upsert' : mode,
    purpose: mode === 'evaluate' ? 'evaluate' : metadata['rollcall-purpose'],
    onBlank: metadata['rollcall-on-blank'],
    notify: metadata['rollcall-notify'],
    duplicates: metadata['rollcall-duplicates'],
    encoding: metadata['rollcall-encoding'],
    locale: metadata['rollcall-locale'],
    preview: metadata['rollcall-preview'],
    columnMap: metadata['rollcall-map'],
    similarColumns: metadata['rollcall-similar-columns'],
    errorBudget: errorBudgetOf(metadata['rollcall-max-failed']),
    segment:
      segment === undefined
        ? undefined
        : { key: segment, action: metadata['rollcall-segment-action'] ?? 'add' },
  });
}

function errorBudgetOf(text: string | undefined): ErrorBudget | undefined {
  if (text === undefined) return undefined;
  return text.endsWith('%') ? { percent: Number(text.slice(0, -1)) } : { records: Number(text) };
}

/** The address may be valid although another option is not: then the e-mail goes there. */
function optionsForRejection(given: ObjectHead['metadata']): ImportOptions {
  const notify = ImportOptionsSchema.shape.notify.safeParse(given['rollcall-notify']);
  return ImportOptionsSchema.parse(notify.success ? { notify: notify.data } : {});
}

/** A misspelled key (`rollcall-onblank`) would otherwise import the file by other rules than its sender chose. */
function unknownKeys(given: ObjectHead['metadata']): readonly string[] {
  return Object.keys(given)
    .filter((key) => key.startsWith('rollcall-') && !Object.hasOwn(UploadMetadataSchema.shape, key))
    .map((key) => `${key}: there is no such option`);
}

function describe(issue: { readonly path: PropertyKey[]; readonly message: string }): string {
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
}
