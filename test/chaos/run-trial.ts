import { setTimeout as wait } from 'node:timers/promises';
import { findImport } from '../../cli/find-import.ts';
import { readImport } from '../../cli/follow-import.ts';
import type { FaultPlan } from '../../local/faults/fault-plan.ts';
import { lineOf, type ModelRecord } from '../lambdas/processing/model.ts';
import {
  gather,
  type Imported,
  newTenant,
  putFile,
  type RunningCloud,
  type TestUser,
  usersOf,
} from '../support/test-cloud.ts';
import type { SwitchedFaults } from './switched-faults.ts';

const LOOK_AGAIN_MS = 20;

/** What a trial left. */
export interface TrialOutcome {
  readonly imports: readonly Imported[];
  readonly users: readonly TestUser[];
}

export interface UploadedTrial {
  readonly tenant: string;
  /** By which the imports are found, in the order of the files. */
  readonly requestIds: readonly string[];
}

/** Uploads the files, lets things go wrong until nothing moves any more, and gathers what is there then. */
export async function runTrial(
  test: RunningCloud,
  faults: SwitchedFaults,
  plan: FaultPlan,
  files: readonly (readonly ModelRecord[])[],
): Promise<TrialOutcome> {
  const uploads = await faults.during(plan, async () => {
    const uploaded = await uploadTrial(test, files);
    await test.cloud.idle();
    return uploaded;
  });
  return gatherTrial(test, uploads);
}

export async function uploadTrial(
  test: RunningCloud,
  files: readonly (readonly ModelRecord[])[],
): Promise<UploadedTrial> {
  const tenant = newTenant();
  const requestIds: string[] = [];
  for (const [i, records] of files.entries()) {
    const content = records.map((record) => `${lineOf(record)}\n`).join('');
    const upload = { tenant, type: 'participants', name: `file-${i + 1}.jsonl` };
    const [before] = requestIds.slice(-1);
    if (before !== undefined) await inQueue(test, tenant, before);
    requestIds.push(await putFile(test, content, upload));
  }
  return { tenant, requestIds };
}

/**
 * Resolves when an import has its place in the queue. What of two uploads came first is known from then on: a file whose
 * event is a minute late has come a minute later.
 */
async function inQueue({ clients }: RunningCloud, tenant: string, requestId: string): Promise<void> {
  for (;;) {
    const importId = await findImport(clients, tenant, requestId);
    if (importId !== undefined && (await readImport(clients, importId)).status !== 'QUEUED') return;
    await wait(LOOK_AGAIN_MS);
  }
}

export async function gatherTrial(
  test: RunningCloud,
  { tenant, requestIds }: UploadedTrial,
): Promise<TrialOutcome> {
  const imports: Imported[] = [];
  for (const requestId of requestIds) {
    const importId = await findImport(test.clients, tenant, requestId);
    if (importId === undefined) throw new Error('an upload was not taken in');
    imports.push(await gather(test, importId));
  }
  return { imports, users: await usersOf(test, tenant) };
}
