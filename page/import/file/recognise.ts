import type { InspectedFile } from '../../check/protocol.ts';
import type { DraftPatch, ImportDraft } from '../../draft/draft.ts';
import type { FoundFile } from '../../draft/found-file.ts';

/** Rejections that another mapping of the columns may avoid. */
const BY_COLUMNS = ['SIMILAR_COLUMNS', 'MISSING_COLUMN', 'BAD_COLUMN', 'BAD_MAPPING', 'MISSING_KEY'];

/** Whether the file cannot be imported, however its columns are mapped. */
export function isUnreadable({ rejection, columns }: InspectedFile): boolean {
  return rejection !== undefined && (columns === undefined || !BY_COLUMNS.includes(rejection.code));
}

/**
 * What becomes of a draft whose file was recognised: guesses are taken over first, and the file is recognised again with
 * them. Undefined if nothing changes.
 */
export function afterRecognition(draft: ImportDraft, inspected: InspectedFile): DraftPatch | undefined {
  if (draft.found !== undefined) return undefined;
  const options = withGuess(draft.options, inspected.guess);
  if (options !== undefined) return { options };
  const found = isUnreadable(inspected) ? undefined : foundFile(inspected);
  return found && { found };
}

function withGuess(options: ImportDraft['options'] = {}, guess: InspectedFile['guess'] = {}) {
  const { encoding, locale } = guess;
  const added = {
    ...(encoding !== undefined && options.encoding === undefined && { encoding }),
    ...(locale !== undefined && options.locale === undefined && { locale }),
  };
  return Object.keys(added).length === 0 ? undefined : { ...options, ...added };
}

function foundFile(inspected: InspectedFile): FoundFile | undefined {
  const { layout, columns, ownFields = {}, preview, rejection } = inspected;
  if (layout === undefined) return undefined;
  const isFit =
    rejection === undefined && columns?.every(({ reason }) => reason === 'exact' || reason === 'mapped');
  return {
    columns: columns === undefined ? 'given' : isFit ? 'fit' : 'choose',
    format: layout.format,
    suggestions: columns ?? [],
    ownFields,
    preview,
  };
}

/** The file is read in another way: what was recognised and chosen for its columns is forgotten. */
export function readOtherwise(patch: Pick<DraftPatch, 'reading' | 'options'>): DraftPatch {
  return { ...patch, found: undefined, targets: undefined, map: undefined };
}
