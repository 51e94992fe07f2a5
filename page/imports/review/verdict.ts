import type { ImportCounts } from '../../api/views.ts';

export interface Verdict {
  /** Whether the import would change something, change nothing, or import nothing at all. */
  readonly kind: 'changes' | 'noChanges' | 'nothing';
  /** Users that would be created. */
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
}

/** What an evaluation says about the import after it. */
export function verdictOf({ records, created, updated, unchanged, failed }: ImportCounts): Verdict {
  const importable = records - failed;
  const kind = created + updated > 0 ? 'changes' : importable > 0 ? 'noChanges' : 'nothing';
  return { kind, created, updated, unchanged, failed };
}
