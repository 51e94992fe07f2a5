import { STATUS_TONES } from '../imports/status-badge.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { Badge } from '../ui/badge.tsx';
import type { StageImport } from './views.ts';

/** The status of an import, for operators: it waits for a person of the tenant, and not for them. */
export function StageStatus({ status }: Pick<StageImport, 'status'>) {
  const texts = useTexts();
  return (
    <Badge tone={STATUS_TONES[status]}>
      {status === 'AWAITING_CONFIRMATION' ? texts.operator.whyShort.confirmation : texts.status[status]}
    </Badge>
  );
}
