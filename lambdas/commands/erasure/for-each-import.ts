import type { Import } from '../../contracts/import.ts';
import type { ErasurePorts } from './erasure-ports.ts';
import type { PhaseResult, PhaseSlice } from './phase.ts';

const PAGE = 100;
const CURSOR = 'import';

/** Visits the tenant's imports in order of their time, behind the cursor, while there is time. */
export async function forEachImport(
  { erasure: { tenant, cursor }, hasTime }: PhaseSlice,
  { list, imports }: Pick<ErasurePorts, 'list' | 'imports'>,
  visit: (item: Import) => Promise<void>,
  from = 'imp_',
): Promise<Pick<PhaseResult, 'done' | 'cursor'>> {
  let after = cursor[CURSOR] ?? from;
  while (hasTime()) {
    const ids = await list.ids(tenant, after, PAGE);
    if (ids.length === 0) return { done: true };
    for (const importId of ids) {
      const item = await imports.find(importId);
      if (item?.tenant === tenant) await visit(item);
      after = importId;
      if (!hasTime()) break;
    }
  }
  return { done: false, cursor: { [CURSOR]: after } };
}
