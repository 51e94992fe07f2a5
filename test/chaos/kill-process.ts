import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createClients } from '../../cli/clients.ts';
import { startCloud } from '../../local/cloud.ts';
import { copyAssembly } from '../support/assembly.ts';
import { type RunningCloud, SMALL } from '../support/test-cloud.ts';
import { AS_WITHOUT_IT, endsAfter, statesOf, type TableRow, type TableRun } from './fault-table.ts';
import { gatherTrial, type UploadedTrial } from './run-trial.ts';
import { endViolations, ORDINARY, resumed, type Stage } from './scenes.ts';
import { violationsOf } from './verdict.ts';

const CLOUD_PROCESS = fileURLToPath(new URL('./cloud-process.ts', import.meta.url));

/** Kills the process that everything runs in at each state, and starts it again on the same directory. */
export async function killProcess(
  assembly: string,
  stage: Stage,
  { say, violated }: TableRun,
): Promise<readonly TableRow[]> {
  const stateDir = await mkdtemp(join(tmpdir(), 'rollcall-killed-'));
  const rows: TableRow[] = [];
  try {
    for (const step of await statesOf(stage)) {
      const violations = await killAt(assembly, stateDir, step);
      if (violations.length > 0)
        violated(`${violations.join('; ')}\n  after the process was killed at ${step}`);
      say(`process killed at ${step}`);
      rows.push({ step, fault: 'process killed', at: [], result: endsAfter(step) });
    }
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
  return rows;
}

/** @returns what was not as it must be after the second start, and after the import was resumed */
export async function killAt(assembly: string, stateDir: string, state: string): Promise<readonly string[]> {
  const templateDir = join(stateDir, 'cdk.out');
  await copyAssembly(assembly, templateDir, SMALL);
  const upload = await importUntilKilled(stateDir, templateDir, state);
  await using cloud = await startCloud({ stateDir, templateDir, timeScale: 0 });
  await cloud.idle();
  return await afterwards({ cloud, clients: createClients(cloud) }, upload, endsAfter(state));
}

async function importUntilKilled(
  stateDir: string,
  templateDir: string,
  state: string,
): Promise<UploadedTrial> {
  const child = spawn(process.execPath, [CLOUD_PROCESS, stateDir, templateDir, state], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [, signal]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (signal !== 'SIGKILL') throw new Error(`the process was to die at ${state}`);
  return JSON.parse(output) as UploadedTrial;
}

async function afterwards(
  test: RunningCloud,
  upload: UploadedTrial,
  expected: string,
): Promise<readonly string[]> {
  const left = await gatherTrial(test, upload);
  const [imported] = left.imports;
  if (imported === undefined) return ['the upload was lost'];
  if (expected === AS_WITHOUT_IT) return violationsOf([ORDINARY], left, []);
  return [...endViolations(imported, 'ABORTED', []), ...(await resumed(test, upload, imported))];
}
