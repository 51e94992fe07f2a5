import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createClients } from '../../cli/cloud/clients.ts';
import { startCloud } from '../../local/cloud.ts';
import { copyAssembly, SMALL } from '../support/assembly.ts';
import type { RunningCloud } from '../support/test-cloud.ts';
import { nothingWritten } from './confirmed-scenarios.ts';
import { AS_WITHOUT_IT, type TableRow, type TableRun } from './fault-table.ts';
import { resumed } from './ordinary-scenarios.ts';
import { confirmTrial, gatherTrial, type Purpose, type UploadedTrial } from './run-trial.ts';
import { ORDINARY, type ScenarioContext } from './scenario.ts';
import { endsAfter, type Passed, statesOf } from './stop-states.ts';
import { switchedFaults } from './switched-faults.ts';
import { endViolations, violationsOf } from './verdict.ts';

type KilledWhen = 'process killed' | 'process killed later';

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
      const report = (violations: readonly string[], fault: KilledWhen, result: string) => {
        if (violations.length > 0) violated(`${violations.join('; ')}\n  after ${fault} at ${step}`);
        say(`${fault} at ${step}`);
        rows.push({ step, fault, at: [], result });
      };
      report(await killAt(assembly, stateDir, state), 'process killed', endsAfter(state));
      if (step === 'AwaitConfirmation')
        report(await killWhileItWaits(assembly, stateDir), 'process killed later', AS_WITHOUT_IT);
    }
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
  return rows;
}

/** @returns the violations after the second start, and after the import was resumed */
async function killAt(assembly: string, stateDir: string, state: Passed): Promise<readonly string[]> {
  const [templateDir, upload] = await importAndKill(assembly, stateDir, state.step, state.purpose);
  await using cloud = await startCloud({ stateDir, templateDir, timeScale: 0 });
  await cloud.idle();
  return await afterwards({ cloud, clients: createClients(cloud) }, upload, state);
}

/** @returns the violations after the second start, in which the import is confirmed */
async function killWhileItWaits(assembly: string, stateDir: string): Promise<readonly string[]> {
  const [templateDir, upload] = await importAndKill(assembly, stateDir, 'asked', 'confirm');
  await using cloud = await startCloud({ stateDir, templateDir, timeScale: 0 });
  const test = { cloud, clients: createClients(cloud) };
  await confirmTrial(test, switchedFaults(), upload);
  await cloud.idle();
  return violationsOf([ORDINARY], await gatherTrial(test, upload), [], 'confirm');
}

async function importAndKill(
  assembly: string,
  stateDir: string,
  when: string,
  purpose: Purpose,
): Promise<readonly [templateDir: string, upload: UploadedTrial]> {
  const templateDir = join(stateDir, 'cdk.out');
  await copyAssembly(assembly, templateDir, SMALL);
  return [templateDir, await importUntilKilled([stateDir, templateDir, when, purpose])];
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
