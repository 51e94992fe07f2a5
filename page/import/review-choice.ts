import type { NewImport } from '../../client/rollcall-client.ts';
import type { ImportDraft } from '../draft/draft.ts';

type Options = NonNullable<NewImport['options']>;

/** Of the session. */
interface ReviewRule {
  readonly reviewRequired?: boolean | undefined;
}

/** Whether the import shows what it would do, and waits for a yes. It does, unless the person has decided otherwise and may. */
export function isReviewed({ review }: ImportDraft, { reviewRequired }: ReviewRule) {
  return reviewRequired === true || review !== false;
}

export function withReview(options: Options | undefined, draft: ImportDraft, session: ReviewRule): Options {
  return { ...options, purpose: isReviewed(draft, session) ? 'confirm' : 'import' };
}
