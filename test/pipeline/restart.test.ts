import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { createClients } from '../../cli/cloud/clients.ts';
import { followImport } from '../../cli/imports/follow-import.ts';
import { readImport } from '../../cli/imports/import-progress.ts';
import { type CloudOptions, startCloud } from '../../local/cloud.ts';
import { copyAssembly, SMALL } from '../support/assembly.ts';
import { confirmImport } from '../support/commands.ts';
import { shareFunctions } from '../support/seed-state.ts';
import { StateWatch } from '../support/state-watch.ts';
import {
  awaitImportId,
  gather,
  type JoinedCloud,
  newTenant,
  putFile,
  type RunningCloud,
} from '../support/test-cloud.ts';
import { STEP_LIMIT_MS } from '../support/time-limits.ts';

const FILE = 'accountId,id\nacme,ann\nacme,bob\n';
const HOUR_MS = 3_600_000;

let stateDir: string;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'rollcall-restart-'));
  await copyAssembly(inject('assembly'), join(stateDir, 'cdk.out'), SMALL);
  await shareFunctions(stateDir);
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

/** Starts the cloud on the directory, and stops it after `use`. */
async function whileCloudRuns<T>(
  use: (test: RunningCloud) => Promise<T>,
  options: Partial<CloudOptions> = {},
): Promise<T> {
  const templateDir = join(stateDir, 'cdk.out');
  await using cloud = await startCloud({ ...options, stateDir, templateDir, timeScale: 0 });
  return await use({ cloud, clients: createClients(cloud) });
}

/** Uploads a file whose import must be confirmed. @returns the import once the cloud has nothing to do but wait */
async function askAndStop(tenant: string): Promise<string> {
  return whileCloudRuns(async (test) => {
    const requestId = await putFile(test, FILE, { tenant, metadata: { purpose: 'confirm' } });
    const importId = await awaitImportId(test, tenant, requestId);
    await followImport(test.clients, importId, () => undefined, true);
    await test.cloud.idle();
    expect(await statusOf(test, importId)).toBe('AWAITING_CONFIRMATION');
    return importId;
  });
}

async function statusOf(test: JoinedCloud, importId: string): Promise<string> {
  return (await gather(test, importId)).item.status;
}

async function lastEventOf({ clients }: JoinedCloud, importId: string) {
  const { executionArn } = await readImport(clients, importId);
  const request = { executionArn, reverseOrder: true, maxResults: 1 };
  const { events = [] } = await clients.sfn.send(new GetExecutionHistoryCommand(request));
  return events[0]?.type;
}

describe('an import that waits for a confirmation when the cloud is stopped', () => {
  it('is imported when it is confirmed after the next start', async () => {
    const importId = await askAndStop(newTenant());
    // Waiting is not ended by a start, and not by the sweep.
    await whileCloudRuns(async (test) => {
      expect(test.cloud.interrupted.executions).toEqual([]);
      test.cloud.fireSchedule('Sweep');
      await test.cloud.idle();
      expect(await statusOf(test, importId)).toBe('AWAITING_CONFIRMATION');
    });
    await whileCloudRuns(async (test) => {
      expect(await confirmImport(test, importId)).toEqual({ confirmed: true });
      await test.cloud.idle();
      const { item, users, results, mails } = await gather(test, importId);
      expect(item).toMatchObject({ status: 'COMPLETED', attempt: 1, counts: { created: 2 } });
      expect(users).toHaveLength(2);
      expect(results).toHaveLength(2);
      expect(mails).toHaveLength(2);
    });
  });

  it('ends as EXPIRED at a start after its deadline, and a confirmation is refused', async () => {
    const importId = await askAndStop(newTenant());
    // Its tenant has the default of 72 hours.
    const hoursLater = (hours: number) => ({ now: () => new Date(Date.now() + hours * HOUR_MS) });
    await whileCloudRuns(async (test) => {
      await test.cloud.idle();
      expect(await statusOf(test, importId)).toBe('AWAITING_CONFIRMATION');
    }, hoursLater(71));
    await whileCloudRuns(async (test) => {
      await followImport(test.clients, importId, () => undefined);
      expect(await confirmImport(test, importId)).toMatchObject({ confirmed: false, code: 'NotWaiting' });
      await test.cloud.idle();
      const { item, users, mails } = await gather(test, importId);
      expect(item.status).toBe('EXPIRED');
      expect(users).toEqual([]);
      expect(mails).toHaveLength(2);
    }, hoursLater(73));
  });
});

it('an import that waits for its turn when the cloud is stopped is imported after the import before it is ended', async () => {
  const tenant = newTenant();
  const watch = new StateWatch();
  const [writing, waiting] = await whileCloudRuns(
    async (test) => {
      const held = watch.hold('ProcessChunk');
      await putFile(test, FILE, { tenant, name: 'first.csv' });
      const writing = await held.held;
      const requestId = await putFile(test, FILE, { tenant, name: 'second.csv' });
      const waiting = await awaitImportId(test, tenant, requestId);
      await vi.waitFor(
        async () => expect(await lastEventOf(test, waiting)).toBe('TaskSubmitted'),
        STEP_LIMIT_MS,
      );
      return [writing, waiting] as const;
    },
    { onStateEntered: watch.onStateEntered },
  );
  await whileCloudRuns(async (test) => {
    await followImport(test.clients, waiting, () => undefined);
    await test.cloud.idle();
    expect(await statusOf(test, writing)).toBe('ABORTED');
    expect((await gather(test, waiting)).item).toMatchObject({ status: 'COMPLETED', attempt: 1 });
  });
});
