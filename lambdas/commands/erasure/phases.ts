import type { ErasurePhase } from '../../contracts/erasure.ts';
import { eraseFiles } from './erase-files.ts';
import { eraseImportItems, eraseTenantItems } from './erase-items.ts';
import { erasePreviews } from './erase-previews.ts';
import { eraseLeftoversOfUser, eraseUserOf, eraseUsersOfTenant } from './erase-users.ts';
import type { ErasurePorts } from './erasure-ports.ts';
import type { Phase, PhaseSlice } from './phase.ts';
import { writeReport } from './write-report.ts';

/** Cancelled at once: an import that waits in the queue ends without writing. */
const OPEN_PAGE = 100;

/** Suspends the tenant, so that nothing new begins, and cancels its imports until none is open. */
const endImports: Phase = async (slice, ports) => {
  await ports.registry.change(slice.erasure.tenant, { status: 'suspended' }, ports.now());
  const wereOpen = await cancelOpen(slice, ports);
  return wereOpen ? { done: false, wait: 'WAIT_FOR_IMPORTS' } : { done: true };
};

/**
 * The state machine waits, and then says so. The index of open imports is eventually consistent: an import of a tenant that
 * was missing in it is there now.
 */
const awaitWriters: Phase = async (slice, ports) => {
  const goesOn = slice.erasure.kind === 'tenant' && (await cancelOpen(slice, ports));
  return slice.writersGone && !goesOn ? { done: true } : { done: false, wait: 'WAIT_FOR_WRITERS' };
};

async function cancelOpen(
  { erasure: { tenant }, runtime }: PhaseSlice,
  { list, cancel }: ErasurePorts,
): Promise<boolean> {
  const open = await list.open(tenant, OPEN_PAGE);
  for (const importId of open) await cancel({ importId, tenant }, runtime);
  return open.length > 0;
}

/** The work of each phase. A phase that is done is not repeated, and one that dies is. */
export const PHASES: Readonly<Record<ErasurePhase, Phase>> = {
  user: eraseUserOf,
  imports: endImports,
  writers: awaitWriters,
  previews: erasePreviews,
  files: eraseFiles,
  users: eraseUsersOfTenant,
  leftovers: eraseLeftoversOfUser,
  'import-items': eraseImportItems,
  'tenant-items': eraseTenantItems,
  // Requests that the API had accepted before the tenant was suspended, and programs that invoke UpsertUser.
  'users-again': eraseUsersOfTenant,
  report: writeReport,
  done: async () => ({ done: true }),
};
