import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lawRuns } from '../../support/law-runs.ts';
import { startMachine, type TestMachine, task } from './support/machine.ts';

/** Two interpreters must agree on definitions that the other one supports correctly. */
let machine: TestMachine;
let errors: string[] = [];
const flaky = () => {
  const name = errors.shift();
  if (name !== undefined) throw Object.assign(new Error('again'), { name });
  return { fine: true };
};
beforeAll(async () => {
  machine = await startMachine({ functions: { flaky } });
});
afterAll(() => machine[Symbol.asyncDispose]());

async function here(definition: object, input: unknown): Promise<unknown> {
  const { output, error } = await machine.run(definition, input);
  return output === undefined ? error : JSON.parse(output);
}

async function there(definition: object, input: unknown): Promise<unknown> {
  const theirs = new StateMachine(definition as StateMachineDefinition, {
    validationOptions: { noValidate: true },
  });
  const overrides = { taskResourceLocalHandlers: { Task: flaky }, retryIntervalOverrides: { Task: 0 } };
  try {
    return await theirs.run(input as never, { overrides }).result;
  } catch (error) {
    return (error as Error & { cause: Error }).cause.name;
  }
}

const key = fc.constantFrom('a', 'b', 'c');
/** Without false, 0 and '', because the other interpreter finds no path in them, not even `$`; data-flow.test.ts has them. */
const value = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: 1 }),
    fc.string({ minLength: 1 }),
    fc.constant(true),
    tie('object'),
    fc.array(tie('json'), { maxLength: 3 }),
  ),
  object: fc.dictionary(key, tie('json'), { maxKeys: 3 }),
}));
const path = fc.array(key, { maxLength: 3 }).map((keys) => ['$', ...keys].join('.'));
const template = fc.record({
  'x.$': path,
  y: fc.array(fc.record({ 'z.$': path }), { maxLength: 2 }),
  w: path,
});
const pass = fc.record(
  {
    InputPath: fc.option(path),
    Parameters: template,
    Result: fc.constant({ r: 1 }),
    ResultPath: fc.option(path.filter((text) => text !== '$')),
    OutputPath: fc.option(path),
  },
  { requiredKeys: [] },
);

describe('a second interpreter agrees', () => {
  it('on the data flow of a Pass', async () => {
    await fc.assert(
      fc.asyncProperty(pass, value.object, async (fields, input) => {
        const definition = { StartAt: 'Pass', States: { Pass: { Type: 'Pass', ...fields, End: true } } };
        const mine = await here(definition, input);
        // If AWS fails because of a value at ResultPath, the other interpreter replaces that value.
        if (mine !== 'States.ResultPathMatchFailure') expect(mine).toEqual(await there(definition, input));
      }),
      lawRuns(60),
    );
  });

  it('on Retry and Catch', async () => {
    const name = fc.constantFrom('A', 'B', 'C');
    const named = fc.uniqueArray(name, { minLength: 1, maxLength: 2 });
    const retriers = fc.array(fc.record({ ErrorEquals: named, MaxAttempts: fc.nat(3) }), { maxLength: 3 });
    const catchers = fc.array(
      fc.record({
        ErrorEquals: named,
        Next: fc.constantFrom('One', 'Two'),
        ResultPath: fc.constantFrom('$.e', '$.f.g'),
      }),
      { maxLength: 2 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(name, { maxLength: 8 }), retriers, catchers, async (thrown, Retry, Catch) => {
        const States = {
          Start: {
            Type: 'Choice',
            Choices: [
              { Variable: '$.k', IsPresent: true, Next: 'Task' },
              { Variable: '$.k', IsNull: true, Next: 'One' },
            ],
            Default: 'Two',
          },
          Task: { ...task('flaky', { Retry, Catch }), End: true },
          One: { Type: 'Pass', Parameters: { 'one.$': '$' }, OutputPath: '$.one', End: true },
          Two: { Type: 'Pass', Result: 2, ResultPath: '$.two', End: true },
        };
        errors = [...thrown];
        const mine = await here({ StartAt: 'Start', States }, { k: 1 });
        const mineLeft = errors.length;
        errors = [...thrown];
        const theirs = await there({ StartAt: 'Start', States }, { k: 1 });
        expect({ left: mineLeft, outcome: withoutCause(mine) }).toEqual({
          left: errors.length,
          outcome: withoutCause(theirs),
        });
      }),
      lawRuns(60),
    );
  });
});

/** Removes the Cause, which is the JSON response of Lambda and unknown to the other interpreter. */
function withoutCause(outcome: unknown): unknown {
  return JSON.parse(
    JSON.stringify(outcome, (name, inner) => (name === 'Cause' ? undefined : inner)) ?? 'null',
  );
}
