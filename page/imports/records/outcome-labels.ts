import type { ImportStatus } from '../../api/views.ts';
import { useTexts } from '../../texts/use-texts.ts';
import type { Outcome } from '../outcome-shares.ts';

/** Before the import, an outcome is what would become of a record. */
export function useOutcomeLabels(status: ImportStatus): Readonly<Record<Outcome, string>> {
  const { outcomes, review } = useTexts();
  return isPreview(status) ? review.outcomes : outcomes;
}

export function isPreview(status: ImportStatus): boolean {
  return status === 'AWAITING_CONFIRMATION' || status === 'EVALUATED';
}
