import type { Import } from '../contracts/import.ts';
import { FINAL_STATUSES } from '../contracts/import-status.ts';
import { progressOf } from '../core/lifecycle/progress.ts';
import { type ChunkPhase, isTicketOf } from '../core/naming/item-keys.ts';
import type { ApiPorts } from './ports.ts';
import type { ShownProgress } from './progress-view.ts';

/** How far an import is. */
export async function shownProgress(ports: ApiPorts, item: Import): Promise<ShownProgress> {
  const { importId, tenant } = item;
  const progress = await progressOf(item, {
    chunks: (phase) => ports.followChunks(item, phase),
    hasTurn: async () => isTicketOf((await ports.turns.readTurn(tenant)).ticket ?? '', importId),
  });
  const queue = FINAL_STATUSES.has(item.status) ? [] : await ports.list.queue(tenant);
  return { progress, queue, chunksBegan: await chunksBegan(ports, item) };
}

/** When the first chunk of each kind began. */
async function chunksBegan({ chunkProgress }: ApiPorts, { importId, split, evaluation }: Import) {
  const began = async (phase: ChunkPhase) => (await chunkProgress.one(importId, phase, 0))?.startedAt;
  return {
    evaluation: evaluation === undefined ? undefined : await began('evaluation'),
    import: split === undefined || evaluation === 'PENDING' ? undefined : await began('import'),
  };
}
