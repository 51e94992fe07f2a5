import type { Import } from '../../contracts/import.ts';
import { type ErrorBudget, type ImportOptions, ImportOptionsSchema } from '../../contracts/import-options.ts';
import { UploadMetadataSchema } from '../../contracts/upload-metadata.ts';
import { inPlainWords } from '../../core/wording/describe-issue.ts';

type Metadata = Readonly<Record<string, string>>;

export type MetadataChoices = Pick<Import, 'options' | 'requestId' | 'parametersText' | 'metadataProblem'>;

/** The choices of an import, from the metadata of its uploaded object. InspectFile rejects a file with a `metadataProblem`. */
export function readMetadata(given: Metadata): MetadataChoices {
  const metadata = UploadMetadataSchema.safeParse(given, inPlainWords);
  const problems = [...(metadata.success ? [] : metadata.error.issues.map(describe)), ...unknownKeys(given)];
  const requestId = given['rollcall-request-id'] || undefined;
  const parametersText = metadata.data?.['rollcall-parameters'];
  return {
    options: metadata.success ? optionsOf(metadata.data) : optionsForRejection(given),
    ...(requestId === undefined ? {} : { requestId }),
    ...(parametersText === undefined ? {} : { parametersText }),
    // Kept for InspectFile, which rejects the import, so that the sender gets an e-mail as for any other mistake.
    ...(problems.length === 0
      ? {}
      : { metadataProblem: `The upload's metadata is wrong. ${problems.join('; ')}.` }),
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
function optionsForRejection(given: Metadata): ImportOptions {
  const notify = ImportOptionsSchema.shape.notify.safeParse(given['rollcall-notify']);
  return ImportOptionsSchema.parse(notify.success ? { notify: notify.data } : {});
}

/** A misspelled key (`rollcall-onblank`) would otherwise import the file by other rules than its sender chose. */
function unknownKeys(given: Metadata): readonly string[] {
  return Object.keys(given)
    .filter((key) => key.startsWith('rollcall-') && !Object.hasOwn(UploadMetadataSchema.shape, key))
    .map((key) => `${key}: there is no such option`);
}

function describe(issue: { readonly path: PropertyKey[]; readonly message: string }): string {
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
}
