import type { Import } from '../../contracts/import.ts';

/** Whether the counts of the import are those of an evaluation: what would happen. */
export function isPreview({ status }: Pick<Import, 'status'>): boolean {
  return status === 'AWAITING_CONFIRMATION' || status === 'EVALUATED';
}
