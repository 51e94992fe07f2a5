import { describe, expect, it } from 'vitest';
import { ERROR_CATALOGUE } from '../../lambdas/runtime/errors.ts';
import { recoveryTaskStates, type State, taskStates } from './definition.ts';

/** Errors of the catalogue that another try cannot cure. */
const FINAL = Object.values(ERROR_CATALOGUE)
  .filter(({ kind }) => kind !== 'transient')
  .map(({ name }) => name)
  .sort();

const states = [
  ...taskStates.map(([name, state]) => [`${name} of user-import`, state] as const),
  ...recoveryTaskStates.map(([name, state]) => [`${name} of recover-import`, state] as const),
];

const notRetried = ({ Retry = [] }: State): readonly string[] =>
  Retry.filter(({ MaxAttempts }) => MaxAttempts === 0).flatMap(({ ErrorEquals }) => ErrorEquals);

describe('the retry policy', () => {
  it.each(states)(
    'of %s does not retry the errors that a task throws for good, and no other of ours',
    (_, state) => {
      expect(
        notRetried(state)
          .filter((name) => name !== 'States.Timeout')
          .sort(),
      ).toEqual(FINAL);
    },
  );

  it.each(states)('of %s retries throttling, and then everything else', (_, { Retry = [] }) => {
    const [throttled, everything] = Retry.slice(-2);
    expect(throttled).toMatchObject({
      ErrorEquals: ['Lambda.TooManyRequestsException', 'Throttled', 'TimeSliceEnded'],
      // At half a minute each, hours.
      MaxAttempts: 500,
    });
    expect(everything).toMatchObject({ ErrorEquals: ['States.ALL'], JitterStrategy: 'FULL' });
    expect(everything?.MaxAttempts).toBeGreaterThanOrEqual(6);
  });

  it('gives up a wait for a task token when its time is over', () => {
    const waiting = taskStates.filter(([, { Resource }]) => Resource?.endsWith('.waitForTaskToken'));
    expect(waiting.map(([name]) => name)).toEqual(['AwaitConfirmation', 'WaitForTurn']);
    for (const [, state] of waiting) expect(notRetried(state)).toContain('States.Timeout');
  });

  it('is the same in both state machines', () => {
    const ofImport = new Map(taskStates);
    for (const [name, { Retry }] of recoveryTaskStates) expect(Retry).toEqual(ofImport.get(name)?.Retry);
  });
});
