import type { Counts } from '../../contracts/outcome.ts';

export const NO_COUNTS: Counts = { records: 0, created: 0, updated: 0, unchanged: 0, failed: 0, warnings: 0 };

export function addCounts(a: Counts = NO_COUNTS, b: Counts = NO_COUNTS): Counts {
  return {
    records: a.records + b.records,
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    failed: a.failed + b.failed,
    warnings: a.warnings + b.warnings,
  };
}
