import { only, startMachine } from './machine.ts';

/** A separate process that kills itself with SIGKILL while an execution in the given directory waits for its token. */
const [, , directory = ''] = process.argv;
const machine = await startMachine({
  directory,
  functions: { ask: ({ token }: { token: string }) => void process.stdout.write(token) },
});
await machine.start(
  only({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
  }),
  {},
  'waiting',
);
await machine.stepFunctions.executionsIdle();
process.kill(process.pid, 'SIGKILL');
