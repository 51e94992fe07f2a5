import type { Counts } from '../lambdas/contracts/outcome.ts';
import { plural } from './terminal/plural.ts';

/** `9 records: 1 updated, 2 unchanged, 6 failed, 2 warnings`; outcomes that no record has are omitted. */
export function describeCounts(counts: Counts | undefined): string {
  if (counts === undefined) return '';
  const { records, warnings, ...outcomes } = counts;
  const parts = Object.entries(outcomes).flatMap(([name, count]) =>
    count === 0 ? [] : [`${count} ${name}`],
  );
  if (warnings > 0) parts.push(plural(warnings, 'warning'));
  return parts.length === 0 ? plural(records, 'record') : `${plural(records, 'record')}: ${parts.join(', ')}`;
}
