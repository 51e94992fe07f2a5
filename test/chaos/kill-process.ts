import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createClients } from '../../cli/clients.ts';
import { startCloud } from '../../local/cloud.ts';
import { copyAssembly, SMALL } from '../support/assembly.ts';
import type { RunningCloud } from '../support/test-cloud.ts';
import { nothingWritten } from './confirmed-scenarios.ts';
import { AS_WITHOUT_IT, type TableRow, type TableRun } from './fault-table.ts';
import { resumed } from './ordinary-scenarios.ts';
import { gatherTrial, type UploadedTrial } from './run-trial.ts';
import { ORDINARY, type ScenarioContext } from './scenario.ts';
import { endsAfter, type Passed, statesOf } from './stop-states.ts';
import { switchedFaults } from './switched-faults.ts';
import { endViolations, violationsOf } from './verdict.ts';

const CLOUD_PROCESS = fileURLToPath(new URL('./cloud-process.ts', import.meta.url));

/** Kills the process of the cloud at each state, and starts it again on the same directory. */
export async function killProcess(
  assembly: string,
  context: ScenarioContext,
  { say, violated }: TableRun,
): Promise<readonly TableRow[]> {
  const stateDir = await mkdtemp(join(tmpdir(), 'rollcall-killed-'));
  const rows: TableRow[] = [];
  try {
    for (const state of await statesOf(context)) {
      const { step } = state;
      const violations = [...(await killAt(assembly, stateDir, state))];
      // The state also waits for the sender: the process is killed during the wait, too.
      if (step === 'AwaitConfirmation')
        violations.push(...(await killAt(assembly, stateDir, state, 'asked')));
      if (violations.length > 0)
        violated(`${violations.join('; ')}\n  after the process was killed at ${step}`);
      say(`process killed at ${step}`);
      rows.push({ step, fault: 'process killed', at: [], result: endsAfter(state) });
    }
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
  return rows;
}

/** @returns the violations after the second start, and after the import was resumed */
async function killAt(
  assembly: string,
  stateDir: string,
  state: Passed,
  when: string = state.step,
): Promise<readonly string[]> {
  const templateDir = join(stateDir, 'cdk.out');
  await copyAssembly(assembly, templateDir, SMALL);
  const upload = await importUntilKilled([stateDir, templateDir, when, state.purpose]);
  await using cloud = await startCloud({ stateDir, templateDir, timeScale: 0 });
  await cloud.idle();
  return await afterwards({ cloud, clients: createClients(cloud) }, upload, state);
}

async function importUntilKilled(given: readonly string[]): Promise<UploadedTrial> {
  const child = spawn(process.execPath, [CLOUD_PROCESS, ...given], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [, signal]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (signal !== 'SIGKILL') throw new Error(`the process was to die at ${given[2]}`);
  return JSON.parse(output) as UploadedTrial;
}

async function afterwards(
  test: RunningCloud,
  upload: UploadedTrial,
  state: Passed,
): Promise<readonly string[]> {
  const left = await gatherTrial(test, upload);
  const [imported] = left.imports;
  if (imported === undefined) return ['the upload was lost'];
  if (endsAfter(state) === AS_WITHOUT_IT) return violationsOf([ORDINARY], left, []);
  return [
    ...endViolations(imported, 'ABORTED', []),
    ...(state.purpose === 'confirm' ? nothingWritten(left.users) : []),
    ...(await resumed({ test, faults: switchedFaults() }, upload, imported, state.purpose)),
  ];
}
