/**
 * Runs a cloud in a process of its own, imports the ordinary file into it, and kills itself with SIGKILL when an execution
 * enters a state: `cloud-process.ts <state dir> <cdk.out> <state>`. Prints what was uploaded.
 */
import { createClients } from '../../cli/clients.ts';
import { startCloud } from '../../local/cloud.ts';
import { uploadTrial } from './run-trial.ts';
import { ORDINARY } from './scenes.ts';

const [stateDir = '', templateDir = '', state] = process.argv.slice(2);
const uploaded = Promise.withResolvers<void>();
const cloud = await startCloud({
  stateDir,
  templateDir,
  timeScale: 0,
  onStateEntered: async ({ stateName }) => {
    if (stateName !== state) return;
    await uploaded.promise;
    process.kill(process.pid, 'SIGKILL');
  },
});
const upload = await uploadTrial({ cloud, clients: createClients(cloud) }, [ORDINARY]);
process.stdout.write(`${JSON.stringify(upload)}\n`, () => uploaded.resolve());
