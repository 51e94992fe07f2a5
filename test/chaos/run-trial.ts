import type { FaultPlan } from '../../local/faults/fault-plan.ts';
import type { ModelRecord } from '../lambdas/processing/model.ts';
import {
  awaitImportId,
  gather,
  type Imported,
  newTenant,
  putFile,
  type RunningCloud,
  type TestUser,
  usersOf,
} from '../support/test-cloud.ts';
import { confirmUntilEnded } from './invoke-until.ts';
import type { SwitchedFaults } from './switched-faults.ts';
import { type FileFormat, fileOf } from './trial-file.ts';

/** The result of a trial. */
export interface TrialOutcome {
  readonly imports: readonly Imported[];
  readonly users: readonly TestUser[];
}

export interface UploadedTrial {
  readonly tenant: string;
  /** Request ids of the uploads, in the order of the files. */
  readonly requestIds: readonly string[];
}

/** What is done with the files, and their format. */
export interface Wanted {
  readonly purpose?: Purpose | undefined;
  readonly format?: FileFormat | undefined;
}

export type Purpose = 'import' | 'evaluate' | 'confirm';

/** Uploads the files, injects the plan's faults until the cloud is idle, and gathers the result. */
export async function runTrial(
  test: RunningCloud,
  faults: SwitchedFaults,
  plan: FaultPlan,
  files: readonly (readonly ModelRecord[])[],
  wanted: Wanted = {},
): Promise<TrialOutcome> {
  const uploads = await faults.during(plan, async () => {
    const uploaded = await uploadTrial(test, files, wanted);
    if (wanted.purpose === 'confirm') await confirmTrial(test, faults, uploaded);
    await test.cloud.idle();
    return uploaded;
  });
  return gatherTrial(test, uploads);
}

export async function uploadTrial(
  test: RunningCloud,
  files: readonly (readonly ModelRecord[])[],
  { purpose, format = 'jsonl' }: Wanted = {},
): Promise<UploadedTrial> {
  const tenant = newTenant();
  const requestIds: string[] = [];
  for (const [i, records] of files.entries()) {
    const metadata = purpose === undefined ? {} : { purpose };
    const upload = { tenant, type: 'participants', name: `file-${i + 1}.${format}`, metadata };
    const [before] = requestIds.slice(-1);
    // The order of arrival is that of the events: the next file is uploaded when this one's event was handled.
    if (before !== undefined) await awaitImportId(test, tenant, before);
    requestIds.push(await putFile(test, fileOf(records, format), upload));
  }
  return { tenant, requestIds };
}

/** Confirms one import after the other, each when the previous one has ended. */
export async function confirmTrial(
  test: RunningCloud,
  faults: SwitchedFaults,
  { tenant, requestIds }: UploadedTrial,
): Promise<void> {
  for (const requestId of requestIds) {
    const questions = await confirmUntilEnded({ test, faults }, await awaitImportId(test, tenant, requestId));
    if (questions !== 1) throw new Error(`its sender was asked ${questions} times`);
  }
}

export async function gatherTrial(
  test: RunningCloud,
  { tenant, requestIds }: UploadedTrial,
): Promise<TrialOutcome> {
  const imports: Imported[] = [];
  for (const requestId of requestIds)
    imports.push(await gather(test, await awaitImportId(test, tenant, requestId)));
  return { imports, users: await usersOf(test, tenant) };
}
