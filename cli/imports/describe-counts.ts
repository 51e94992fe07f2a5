import type { Counts } from '../../lambdas/contracts/outcome.ts';
import { grouped, plural } from '../terminal/plural.ts';

/**
 * `9 records: 1 updated, 2 unchanged, 6 failed, 2 warnings`; outcomes that no record has are omitted.
 * @param total records of the file, when not all of them may have been processed: `0 of 7 records`
 */
export function describeCounts(counts: Counts | undefined, total?: number): string {
  if (counts === undefined) return '';
  const { records, warnings, ...outcomes } = counts;
  const parts = Object.entries(outcomes).flatMap(([name, count]) =>
    count === 0 ? [] : [`${count} ${name}`],
  );
  if (warnings > 0) parts.push(plural(warnings, 'warning'));
  const text =
    total === undefined || total === records
      ? plural(records, 'record')
      : `${grouped(records)} of ${plural(total, 'record')}`;
  return parts.length === 0 ? text : `${text}: ${parts.join(', ')}`;
}
