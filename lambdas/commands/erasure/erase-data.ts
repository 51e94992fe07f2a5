import type { ErasureStore } from '../../adapters/dynamo-erasure-store.ts';
import type { EraseAnswer, EraseRequest, Erasure, ErasurePhase } from '../../contracts/erasure.ts';
import { TENANT_PHASES, USER_PHASES } from '../../contracts/erasure.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { RollcallError } from '../../runtime/errors.ts';
import type { ErasurePorts } from './erasure-ports.ts';
import type { PhaseResult, PhaseSlice } from './phase.ts';
import { PHASES } from './phases.ts';
import { erasureExpiry } from './start-erasure.ts';

export interface EraseDataPorts extends ErasurePorts {
  readonly erasures: ErasureStore;
}

/** Of an invocation, so that its progress is seen. */
const SLICE_MS = 120_000;
/** Kept of the time of an invocation for the last page of each segment. */
const RESERVE_MS = 60_000;

/**
 * Works on an erasure for a time slice and stores how far it is. All deletions may be repeated: an invocation that dies is
 * repeated from where the slice before it ended.
 */
export function createEraseData(ports: EraseDataPorts) {
  return async ({ erasureId, writersGone }: EraseRequest, runtime: TaskRuntime): Promise<EraseAnswer> => {
    const erasure = await ports.erasures.find(erasureId);
    if (erasure === undefined) throw new RollcallError('ContractViolation', 'there is no such erasure');
    if (erasure.phase === 'done') return { next: 'DONE' };
    const end = ports.now().getTime() + SLICE_MS;
    const hasTime = () => runtime.remainingMs() > RESERVE_MS && ports.now().getTime() < end;
    const slice: PhaseSlice = { erasure, writersGone, hasTime, runtime };
    const result = await PHASES[erasure.phase](slice, ports);
    const next = advance(erasure, result);
    await store(ports, next);
    runtime.logger.info('erased a part', { tenant: erasure.tenant, phase: erasure.phase, ...result.counts });
    if (next.phase === 'done') return { next: 'DONE' };
    return { next: result.wait ?? 'CONTINUE' };
  };
}

function advance(erasure: Erasure, { done, cursor, counts = {}, createdAgain }: PhaseResult): Erasure {
  const total = { ...erasure.counts };
  for (const [kind, count] of Object.entries(counts)) total[kind] = (total[kind] ?? 0) + count;
  return {
    ...erasure,
    phase: done ? phaseAfter(erasure) : erasure.phase,
    cursor: done ? {} : (cursor ?? erasure.cursor),
    counts: total,
    ...(createdAgain && { createdAgain }),
  };
}

function phaseAfter({ kind, phase }: Erasure): ErasurePhase {
  const phases = kind === 'user' ? USER_PHASES : TENANT_PHASES;
  return phases[phases.indexOf(phase) + 1] ?? 'done';
}

/** With the last phase, the key of the user is deleted, and the item expires. */
async function store({ erasures, retentionDays, now }: EraseDataPorts, erasure: Erasure): Promise<void> {
  const at = now();
  const updatedAt = at.toISOString();
  if (erasure.phase !== 'done')
    return erasures.put({ ...erasure, updatedAt }, erasureExpiry(at, retentionDays));
  const { user: _, ...rest } = erasure;
  await erasures.put({ ...rest, updatedAt, endedAt: updatedAt }, erasureExpiry(at, retentionDays));
}
