import type { ImportCounts } from '../views.ts';

export interface Verdict {
  /** Whether the import would change something, change nothing, or import nothing at all. */
  readonly kind: 'changes' | 'noChanges' | 'nothing';
  /** Records that are not going to fail. */
  readonly importable: number;
  /** Users that would be created. */
  readonly created: number;
  readonly updated: number;
  readonly failed: number;
}

/** What an evaluation says about the import after it. */
export function verdictOf({ records, created, updated, failed }: ImportCounts): Verdict {
  const importable = records - failed;
  const kind = created + updated > 0 ? 'changes' : importable > 0 ? 'noChanges' : 'nothing';
  return { kind, importable, created, updated, failed };
}
