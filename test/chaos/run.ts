/**
 * Imports in trouble: `npm run chaos`, `-- --seed N` for one of them again, `-- --trials N` for more or fewer,
 * `-- --table` to strike each fault at each step and write the table of docs/reliability.md.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from '../../local/template/synthesize.ts';
import { startTestCloud } from '../support/test-cloud.ts';
import { stopStates, strikeFunctions } from './fault-table.ts';
import type { Stage } from './scenes.ts';
import { switchedFaults } from './switched-faults.ts';
import { writeTable } from './table-page.ts';
import { describeTrial, tryOut } from './try-out.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    trials: { type: 'string', default: '50' },
    table: { type: 'boolean', default: false },
  },
});
const projectDir = join(import.meta.dirname, '..', '..');
const assembly = await synthesize(projectDir, join(projectDir, 'node_modules', '.cache', 'rollcall-chaos'));
const faults = switchedFaults();
const test = await startTestCloud({
  assembly,
  faults,
  onStateEntered: ({ stateName }) => stage.onState(stateName),
});
const stage: Stage = { test, faults, onState: () => undefined };
try {
  process.exitCode = (await (values.table ? fillTable() : runTrials())) ? 0 : 1;
} finally {
  await test[Symbol.asyncDispose]();
}

async function runTrials(): Promise<boolean> {
  const first = Number(values.seed ?? Math.floor(Math.random() * 1e6));
  const trials = values.seed === undefined ? Number(values.trials) : 1;
  let violated = 0;
  for (let seed = first; seed < first + trials; seed++) {
    const tried = await tryOut(test, faults, seed);
    console.log(describeTrial(tried));
    if (tried.violations.length > 0) violated += 1;
  }
  console.log(`${trials - violated} of ${trials} trials ended as the model says`);
  return violated === 0;
}

async function fillTable(): Promise<boolean> {
  try {
    const rows = [...(await stopStates(stage, console.log)), ...(await strikeFunctions(stage, console.log))];
    await writeTable(rows);
    console.log(`${rows.length} rows`);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}
