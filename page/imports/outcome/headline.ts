import type { ImportView } from '../../../client/rollcall-client.ts';
import type { ImportStatus } from '../../api/views.ts';
import type { Tone } from '../../ui/notice.tsx';

/** What is said first of an import that has ended. Its texts are in `outcome.headline`. */
export type HeadlineKind =
  | 'imported'
  | 'importedWithWarnings'
  | 'unchanged'
  | 'partly'
  | 'nothing'
  | 'evaluated'
  | 'evaluatedWithErrors'
  | 'rejected'
  | 'stopped'
  | 'aborted'
  | 'cancelled'
  | 'expired'
  | 'superseded';

export interface Headline {
  readonly kind: HeadlineKind;
  readonly tone: Tone;
  readonly facts: HeadlineFacts;
}

export interface HeadlineFacts {
  readonly records: number;
  /** Records whose user is now as the file says. */
  readonly imported: number;
  readonly failed: number;
  readonly warnings: number;
  /** The file had other records, which were not sent. */
  readonly hasLeftOut: boolean;
}

type Ended = Pick<ImportView, 'status' | 'counts'>;

const BY_STATUS: Readonly<
  Partial<Record<ImportStatus, (facts: HeadlineFacts, view: Ended) => readonly [HeadlineKind, Tone]>>
> = {
  COMPLETED: ({ warnings }, { counts }) => {
    if (counts !== undefined && counts.created + counts.updated === 0) return ['unchanged', 'neutral'];
    return warnings > 0 ? ['importedWithWarnings', 'success'] : ['imported', 'success'];
  },
  COMPLETED_WITH_ERRORS: ({ imported }) => (imported === 0 ? ['nothing', 'danger'] : ['partly', 'warning']),
  EVALUATED: ({ failed }) => (failed > 0 ? ['evaluatedWithErrors', 'warning'] : ['evaluated', 'info']),
  REJECTED: () => ['rejected', 'danger'],
  STOPPED: () => ['stopped', 'danger'],
  ABORTED: () => ['aborted', 'danger'],
  CANCELLED: () => ['cancelled', 'neutral'],
  EXPIRED: () => ['expired', 'warning'],
  SUPERSEDED: () => ['superseded', 'neutral'],
};

/**
 * Only what succeeded has the tone of a success.
 * @returns undefined before the end
 */
export function headlineOf(view: Ended, hasLeftOut = false): Headline | undefined {
  const facts = factsOf(view.counts, hasLeftOut);
  const found = BY_STATUS[view.status]?.(facts, view);
  if (found === undefined) return undefined;
  const [kind, tone] = found;
  return { kind, tone, facts };
}

function factsOf(counts: ImportView['counts'], hasLeftOut: boolean): HeadlineFacts {
  if (counts === undefined) return { records: 0, imported: 0, failed: 0, warnings: 0, hasLeftOut };
  const { records, created, updated, unchanged, failed, warnings } = counts;
  return { records, imported: created + updated + unchanged, failed, warnings, hasLeftOut };
}
