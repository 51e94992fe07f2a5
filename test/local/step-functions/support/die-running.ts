import { only, startMachine, task } from './machine.ts';

/** A separate process that kills itself with SIGKILL while an execution in the given directory runs. */
const [, , directory = ''] = process.argv;
const machine = await startMachine({
  directory,
  functions: { die: () => process.kill(process.pid, 'SIGKILL') },
});
await machine.start(only(task('die')), {}, 'killed');
