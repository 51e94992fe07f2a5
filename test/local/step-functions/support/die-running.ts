import { only, startMachine, task } from './machine.ts';

/** Run as a process of its own: dies of SIGKILL while an execution in the given directory runs. */
const [, , directory = ''] = process.argv;
const machine = await startMachine({
  directory,
  functions: { die: () => process.kill(process.pid, 'SIGKILL') },
});
await machine.start(only(task('die')), {}, 'killed');
