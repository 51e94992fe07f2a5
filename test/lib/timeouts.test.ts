import { describe, expect, it } from 'vitest';
import { TenantLimitsSchema } from '../../lambdas/contracts/tenant-settings.ts';
import { TASKS, type TaskId } from '../../lib/tasks.ts';
import {
  definition,
  erasure,
  erasureTaskStates,
  type Retrier,
  recovery,
  recoveryTaskStates,
  taskStates,
} from './definition.ts';

const LONGEST_LAMBDA = 900;

/** Seconds that a retrier waits in all, without jitter. */
function patience({ IntervalSeconds = 1, MaxAttempts = 3, BackoffRate = 2 }: Retrier): number {
  return Array.from({ length: MaxAttempts }, (_, attempt) => IntervalSeconds * BackoffRate ** attempt).reduce(
    (a, b) => a + b,
    0,
  );
}

/** How long a person may take to say yes is the tenant's to decide. */
const decidedByTenants = 'AwaitConfirmation';

describe('timeouts that fit each other', () => {
  it.each(taskStates.filter(([name]) => name !== decidedByTenants))(
    '%s: the function ends before its state, the state before the execution',
    (name, state) => {
      const { timeoutSeconds } = TASKS[name as TaskId];
      expect(timeoutSeconds).toBeLessThanOrEqual(LONGEST_LAMBDA);
      // The state also waits for a cold start and for Lambda's answer.
      expect(state.TimeoutSeconds).toBeGreaterThanOrEqual(timeoutSeconds + 10);
      expect(state.TimeoutSeconds).toBeLessThan(definition.TimeoutSeconds);
    },
  );

  it('leaves an import time to wait for its turn and a day to write in, however late it was confirmed', () => {
    expect(definition.States[decidedByTenants]?.TimeoutSecondsPath).toBe('$.ending.confirmationSeconds');
    const hours = TenantLimitsSchema.shape.confirmationHours.unwrap();
    expect([hours.minValue, hours.maxValue]).toEqual([1, 168]);
    expect(TASKS.AwaitConfirmation.timeoutSeconds).toBeLessThan(3600);
    const turn = definition.States.WaitForTurn?.TimeoutSeconds ?? 0;
    expect(168 * 3600 + turn + 86_400).toBeLessThanOrEqual(definition.TimeoutSeconds);
  });

  it.each(recoveryTaskStates)('%s of the recovery waits for its function as well', (name, state) => {
    expect(state.TimeoutSeconds).toBeGreaterThanOrEqual(TASKS[name as TaskId].timeoutSeconds + 10);
    expect(state.TimeoutSeconds).toBeLessThan(recovery.TimeoutSeconds);
  });

  it.each(erasureTaskStates)('%s of an erasure waits for its function as well', (name, state) => {
    expect(state.TimeoutSeconds).toBeGreaterThanOrEqual(TASKS[name as TaskId].timeoutSeconds + 10);
    expect(state.TimeoutSeconds).toBeLessThan(erasure.TimeoutSeconds);
  });

  it('waits for writers for longer than any function may run', () => {
    const longest = Math.max(...Object.values(TASKS).map(({ timeoutSeconds }) => timeoutSeconds));
    expect(erasure.States.WaitForWriters?.Seconds).toBeGreaterThanOrEqual(longest + 60);
  });

  it('leaves an import a day to write in, however long it waited for its turn', () => {
    const waiting = definition.States.WaitForTurn?.TimeoutSeconds ?? 0;
    expect(definition.TimeoutSeconds - waiting).toBeGreaterThanOrEqual(86_400);
  });

  it('waits for the e-mail of another invocation for longer than that can take', () => {
    const inFlight = definition.States.NotifyRequester?.Retry?.find((rule) =>
      rule.ErrorEquals.includes('NotificationInFlight'),
    );
    expect(inFlight && patience(inFlight)).toBeGreaterThan(TASKS.NotifyRequester.timeoutSeconds);
  });
});
