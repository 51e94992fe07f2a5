import type { ImportStatus } from '../api/views.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Badge } from '../ui/badge.tsx';
import type { Tone } from '../ui/notice.tsx';

/** A status that is no success never looks like one. */
export const STATUS_TONES: Readonly<Record<ImportStatus, Tone>> = {
  AWAITING_UPLOAD: 'neutral',
  QUEUED: 'neutral',
  RUNNING: 'info',
  AWAITING_CONFIRMATION: 'warning',
  COMPLETED: 'success',
  COMPLETED_WITH_ERRORS: 'warning',
  EVALUATED: 'info',
  REJECTED: 'danger',
  CANCELLED: 'neutral',
  EXPIRED: 'neutral',
  SUPERSEDED: 'neutral',
  STOPPED: 'danger',
  ABORTED: 'danger',
};

export function StatusBadge({ status }: { readonly status: ImportStatus }) {
  const texts = useTexts();
  return <Badge tone={STATUS_TONES[status]}>{texts.status[status]}</Badge>;
}
