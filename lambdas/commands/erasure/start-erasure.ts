import type { ErasureStore } from '../../adapters/dynamo-erasure-store.ts';
import type { Executions } from '../../adapters/step-functions-executions.ts';
import type { Actor } from '../../contracts/audit.ts';
import { type Erasure, TENANT_PHASES, USER_PHASES } from '../../contracts/erasure.ts';
import { executionArn } from '../../core/naming/execution-name.ts';

export interface StartErasurePorts {
  readonly erasures: Pick<ErasureStore, 'put'>;
  readonly executions: Pick<Executions, 'start'>;
  /** Of `erase-data`. */
  readonly eraseDataArn: string;
  readonly newErasureId: () => string;
  /** The stage's. */
  readonly retentionDays: number;
  readonly now: () => Date;
}

export interface WantedErasure {
  readonly tenant: string;
  /** Absent: the whole tenant. */
  readonly user?: Erasure['user'];
  readonly withFiles: boolean;
  readonly by: Actor;
}

/** Starts an erasure as an execution. If this function dies in between, nothing is erased: call it again. */
export function createStartErasure({
  erasures,
  executions,
  eraseDataArn,
  newErasureId,
  retentionDays,
  now,
}: StartErasurePorts) {
  return async ({ user, ...wanted }: WantedErasure): Promise<Erasure> => {
    const erasureId = newErasureId();
    const begun = now();
    const at = begun.toISOString();
    const [phase = 'done'] = user === undefined ? TENANT_PHASES : USER_PHASES;
    const erasure: Erasure = {
      ...wanted,
      ...(user && { user }),
      erasureId,
      kind: user === undefined ? 'tenant' : 'user',
      phase,
      cursor: {},
      counts: {},
      executionArn: executionArn(eraseDataArn, erasureId),
      createdAt: at,
      updatedAt: at,
    };
    // It has an end also if this function dies before the execution starts.
    await erasures.put(erasure, erasureExpiry(begun, retentionDays));
    await executions.start(eraseDataArn, erasureId, { erasureId, writersGone: false });
    return erasure;
  };
}

const DAY_MS = 86_400_000;
/** Longer than any erasure takes. */
const LEAST_DAYS = 30;

/** When the item of an erasure expires. @param from its last change */
export function erasureExpiry(from: Date, retentionDays: number): Date {
  return new Date(from.getTime() + Math.max(retentionDays, LEAST_DAYS) * DAY_MS);
}
