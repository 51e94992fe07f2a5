import { describe, expect, it } from 'vitest';
import { ERROR_CATALOGUE, type ErrorEntry } from '../../lambdas/runtime/errors.ts';
import { erasureTaskStates, recoveryTaskStates, type State, taskStates } from './definition.ts';

const retriedAs = (wanted: 'never' | 'for-a-minute' | 'for-hours'): readonly string[] =>
  Object.entries<ErrorEntry>(ERROR_CATALOGUE)
    .filter(([, entry]) => (entry.kind === 'transient' ? entry.retried : 'never') === wanted)
    .map(([name]) => name)
    .sort();

const states = [
  ...taskStates.map(([name, state]) => [`${name} of user-import`, state] as const),
  ...recoveryTaskStates.map(([name, state]) => [`${name} of recover-import`, state] as const),
  ...erasureTaskStates.map(([name, state]) => [`${name} of erase-data`, state] as const),
];

const notRetried = ({ Retry = [] }: State): readonly string[] =>
  Retry.filter(({ MaxAttempts }) => MaxAttempts === 0).flatMap(({ ErrorEquals }) => ErrorEquals);

describe('the retry policy', () => {
  it.each(states)(
    'of %s does not retry the errors that another try cannot fix, and retries all others of the catalogue',
    (_, state) => {
      expect(
        notRetried(state)
          .filter((name) => name !== 'States.Timeout')
          .sort(),
      ).toEqual(retriedAs('never'));
    },
  );

  it.each(states)(
    'of %s retries for hours what the catalogue says, and then everything else',
    (_, { Retry = [] }) => {
      const [forHours, everything] = Retry.slice(-2);
      expect(forHours).toMatchObject({
        ErrorEquals: ['Lambda.TooManyRequestsException', ...retriedAs('for-hours')],
        // At half a minute each, hours.
        MaxAttempts: 500,
      });
      expect(everything).toMatchObject({ ErrorEquals: ['States.ALL'], JitterStrategy: 'FULL' });
      expect(everything?.MaxAttempts).toBeGreaterThanOrEqual(6);
    },
  );

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
