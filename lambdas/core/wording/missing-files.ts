import type { AbortedFile, Import } from '../../contracts/import.ts';

const TEXTS: Readonly<Record<AbortedFile, string>> = {
  results: 'The results of the processed records could not be written to a file.',
  unprocessedRecords: 'The unprocessed records could not be written to a file.',
};

/** Which files of an incomplete import are missing, for its e-mail and its summary. */
export function missingFilesText({ missingFiles = [] }: Pick<Import, 'missingFiles'>): string | undefined {
  return missingFiles.length === 0 ? undefined : missingFiles.map((file) => TEXTS[file]).join(' ');
}
