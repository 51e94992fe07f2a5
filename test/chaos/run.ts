/**
 * Imports with injected faults: `npm run chaos`. `-- --seed N` repeats one trial, `-- --trials N` sets their number, and
 * `-- --table all` (or one part, such as `states`) injects each fault at each step and writes the tables of
 * docs/reliability.md.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from '../../local/template/synthesize.ts';
import { startTestCloud } from '../support/test-cloud.ts';
import { injectIntoFunctions, type TableRow, type TableRun } from './fault-table.ts';
import { killProcess } from './kill-process.ts';
import { injectIntoMails } from './mail-faults.ts';
import { describeSeedRun, runSeed } from './run-seed.ts';
import type { ScenarioContext } from './scenario.ts';
import { scenariosOf } from './scenarios.ts';
import { stopStates } from './stop-states.ts';
import { switchedFaults } from './switched-faults.ts';
import { TABLE_PARTS, type TablePart, writeTable } from './table-page.ts';
import { FIRST_OF_ALL_KINDS } from './trial.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    trials: { type: 'string', default: '50' },
    table: { type: 'string' },
  },
});
const projectDir = join(import.meta.dirname, '..', '..');
const assembly = await synthesize(projectDir, join(projectDir, 'node_modules', '.cache', 'rollcall-chaos'));
const faults = switchedFaults();
const test = await startTestCloud({
  assembly,
  faults,
  onStateEntered: ({ stateName, input }) =>
    context.onState(stateName, (input as { readonly importId: string }).importId),
});
const context: ScenarioContext = { test, faults, onState: () => undefined };
try {
  process.exitCode = (await (values.table !== undefined ? fillTables(values.table) : runTrials())) ? 0 : 1;
} finally {
  await test[Symbol.asyncDispose]();
}

async function runTrials(): Promise<boolean> {
  const first = Number(values.seed ?? FIRST_OF_ALL_KINDS + Math.floor(Math.random() * 1e6));
  const trials = values.seed === undefined ? Number(values.trials) : 1;
  let violated = 0;
  for (let seed = first; seed < first + trials; seed++) {
    const run = await runSeed(test, faults, seed);
    console.log(describeSeedRun(run));
    if (run.violations.length > 0) violated += 1;
  }
  console.log(`${trials - violated} of ${trials} trials ended as the model says`);
  return violated === 0;
}

async function fillTables(wanted: string): Promise<boolean> {
  const parts = TABLE_PARTS.filter((part) => part === wanted || wanted === 'all');
  let violated = 0;
  const run: TableRun = {
    say: console.log,
    violated: (what) => {
      violated += 1;
      console.error(`VIOLATED: ${what}`);
    },
  };
  for (const part of parts) {
    const before = violated;
    const rows = await rowsOfPart(part, run);
    if (violated === before) await writeTable(part, rows);
    console.log(`${part}: ${rows.length} rows, ${violated - before} violations`);
  }
  return violated === 0 && parts.length > 0;
}

async function rowsOfPart(part: TablePart, run: TableRun): Promise<readonly TableRow[]> {
  if (part === 'states')
    return [...(await stopStates(context, run)), ...(await killProcess(assembly, context, run))];
  if (part !== 'mail') return injectIntoFunctions(scenariosOf(part, context), run);
  await using test = await startTestCloud({ assembly, faults, timeScale: 1 });
  return await injectIntoMails({ ...context, test }, run);
}
