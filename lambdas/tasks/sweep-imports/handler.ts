import type { FeedStore } from '../../adapters/dynamo-feed-store.ts';
import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { TurnStore } from '../../adapters/dynamo-turn-store.ts';
import type { Executions } from '../../adapters/step-functions-executions.ts';
import type { NotifyConfirmed } from '../../adapters/step-functions-turns.ts';
import { type Import, isMailSettled } from '../../contracts/import.ts';
import { FINAL_STATUSES } from '../../contracts/import-status.ts';
import { itemExpiry } from '../../core/lifecycle/item-expiry.ts';
import { CANCELLED } from '../../recovery/cancelled.ts';
import { type RecoveryPorts, recoverImport } from '../../recovery/recover-import.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { grantNext, START_WITHIN_MS, type TurnPorts } from '../../turns/grant-next.ts';
import { type LaunchPorts, launchImport } from '../../turns/launch-import.ts';
import { expirePair } from './expire-pair.ts';
import { expireUpload } from './expire-upload.ts';

export interface SweepImportsPorts extends TurnPorts, LaunchPorts, RecoveryPorts {
  readonly imports: Pick<
    ImportStore,
    'abandon' | 'find' | 'unfinished' | 'forget' | 'readCursor' | 'keepCursor'
  >;
  readonly feeds: TurnPorts['feeds'] & Pick<FeedStore, 'advance'>;
  readonly turns: TurnPorts['turns'] & Pick<TurnStore, 'putTicket'>;
  readonly executions: Pick<Executions, 'describe' | 'start' | 'stop'>;
  readonly notifyConfirmed: NotifyConfirmed;
  readonly now: () => Date;
}

/** After so long an e-mail that could not be sent is not tried again; an alarm has notified an operator. */
const MAIL_WITHIN_MS = 24 * 60 * 60_000;
/** Time left at which the sweep stops; the next sweep continues. */
const RESERVE_MS = 30_000;

/**
 * Checks every unfinished import: its execution runs or is recovered, and its tenant's queue advances. A sweep continues
 * where the last one stopped, so that thousands of waiting imports do not keep another import's recovery waiting.
 */
export function createSweepImports(ports: SweepImportsPorts) {
  return async (_: unknown, runtime: TaskRuntime): Promise<void> => {
    const failures = await checkImports(ports, runtime);
    if (failures > 0) throw new Error(`${failures} imports or queues could not be checked`);
  };
}

/**
 * Checks imports until the time is over, and the queue of each tenant with its first import: so there is time for it.
 * @returns how many imports and queues could not be checked
 */
async function checkImports(ports: SweepImportsPorts, runtime: TaskRuntime): Promise<number> {
  const tenants = new Set<string>();
  let failures = 0;
  let last: string | undefined;
  for await (const importId of inTurn(ports.imports, await ports.imports.readCursor())) {
    if (runtime.remainingMs() < RESERVE_MS) break;
    const { tenant, isChecked } = await checkImport(ports, importId, runtime);
    if (!isChecked) failures += 1;
    if (tenant !== undefined && !tenants.has(tenant)) {
      tenants.add(tenant);
      if (!(await advanceQueue(ports, tenant, runtime))) failures += 1;
    }
    last = importId;
  }
  if (last !== undefined) await ports.imports.keepCursor(last);
  return failures;
}

/** All unfinished imports, beginning behind the cursor. */
async function* inTurn(
  imports: SweepImportsPorts['imports'],
  cursor: string | undefined,
): AsyncGenerator<string> {
  yield* imports.unfinished(cursor);
  if (cursor === undefined) return;
  for await (const importId of imports.unfinished()) {
    if (importId > cursor) return;
    yield importId;
  }
}

/** @returns false when the queue could not be advanced: it must not block the other tenants */
async function advanceQueue(
  ports: SweepImportsPorts,
  tenant: string,
  { logger }: TaskRuntime,
): Promise<boolean> {
  try {
    await grantNext(ports, tenant);
    return true;
  } catch (error) {
    logger.error('queue could not be advanced', { tenant, error: nameOf(error) });
    return false;
  }
}

/** An import that could not be checked must not block the others. */
async function checkImport(
  ports: SweepImportsPorts,
  importId: string,
  { logger }: TaskRuntime,
): Promise<{ readonly tenant?: string | undefined; readonly isChecked: boolean }> {
  let tenant: string | undefined;
  try {
    const item = await ports.imports.find(importId);
    tenant = item?.tenant;
    const done = item && (await bringForward(ports, item));
    if (done !== undefined) logger.warn('import handled by the sweep', { importId, done });
    return { tenant, isChecked: true };
  } catch (error) {
    logger.error('import could not be checked', { importId, error: nameOf(error) });
    return { tenant, isChecked: false };
  }
}

/** @returns what was done; undefined when nothing was needed */
async function bringForward(ports: SweepImportsPorts, item: Import): Promise<string | undefined> {
  const now = ports.now().getTime();
  if (FINAL_STATUSES.has(item.status) && (mailIsOut(item) || ageOf(item.endedAt, now) > MAIL_WITHIN_MS)) {
    await ports.imports.forget(item.importId, itemExpiry('import', item, ports.now()));
    return 'forgotten';
  }
  if (item.status === 'AWAITING_UPLOAD' && item.cancelRequestedAt === undefined)
    return (await expireWaiting(ports, item)) ? 'expired' : undefined;
  const execution = await ports.executions.describe(item.executionArn);
  if (execution?.status === 'RUNNING') return notifyExecution(ports, item);
  if (execution === undefined && item.status === 'QUEUED' && item.cancelRequestedAt === undefined) {
    if (ageOf(item.updatedAt, now) < START_WITHIN_MS) return undefined;
    await launchImport(ports, item);
    return 'launched';
  }
  const recovery = await recoverImport(ports, item, execution);
  return recovery === 'under-way' ? undefined : recovery;
}

/** @returns whether the import ended, because its file or its other file did not arrive in time */
async function expireWaiting(ports: SweepImportsPorts, item: Import): Promise<boolean> {
  if (item.upload !== undefined) return expireUpload(ports, item);
  const expired = await expirePair(ports, item);
  if (expired !== undefined) await recoverImport(ports, expired, undefined);
  return expired !== undefined;
}

/** The function that cancelled or confirmed it may have died before it notified the execution. */
async function notifyExecution(
  { executions, notifyConfirmed }: SweepImportsPorts,
  { executionArn, cancelRequestedAt, confirmation }: Import,
): Promise<string | undefined> {
  if (cancelRequestedAt !== undefined) {
    await executions.stop(executionArn, CANCELLED);
    return 'stopped';
  }
  // It has its place in the queue: imports behind it wait until it is notified.
  if (confirmation?.confirmedAt === undefined || confirmation.token === undefined) return undefined;
  return (await notifyConfirmed(confirmation.token)) === 'notified'
    ? 'notified of its confirmation'
    : undefined;
}

const mailIsOut = (item: Import): boolean => isMailSettled(item.notification);
const ageOf = (time: string | undefined, now: number): number =>
  now - new Date(time ?? new Date(now)).getTime();
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
