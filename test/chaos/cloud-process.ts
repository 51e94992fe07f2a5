/**
 * Runs a cloud in a process of its own, imports the ordinary file into it, and kills itself with SIGKILL when an execution
 * enters a state, or when the import waits for its confirmation: `cloud-process.ts <state dir> <cdk.out> <state or asked>
 * <purpose>`. Prints what was uploaded.
 */
import { createClients } from '../../cli/cloud/clients.ts';
import { startCloud } from '../../local/cloud.ts';
import { awaitQuestion } from './confirmed-scenarios.ts';
import { type Purpose, uploadTrial } from './run-trial.ts';
import { ORDINARY } from './scenario.ts';

const [stateDir = '', templateDir = '', when, purpose] = process.argv.slice(2);
const uploaded = Promise.withResolvers<void>();
const cloud = await startCloud({
  stateDir,
  templateDir,
  timeScale: 0,
  onStateEntered: async ({ stateName }) => {
    if (stateName !== when) return;
    await uploaded.promise;
    process.kill(process.pid, 'SIGKILL');
  },
});
const test = { cloud, clients: createClients(cloud) };
const upload = await uploadTrial(test, [ORDINARY], { purpose: purpose as Purpose });
process.stdout.write(`${JSON.stringify(upload)}\n`, () => uploaded.resolve());
if (when === 'asked') {
  await awaitQuestion({ test }, upload);
  await cloud.idle();
  process.kill(process.pid, 'SIGKILL');
}
