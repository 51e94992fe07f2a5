/** A retrier and a catcher, field names as in the definition. */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}
export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath?: string | null;
  readonly Next: string;
}

/**
 * Whether an `ErrorEquals` list matches an error.
 * States.Runtime is never matched. States.ALL and States.TaskFailed do not match States.DataLimitExceeded.
 * States.TaskFailed does not match States.Timeout. States.Timeout also matches a missed heartbeat
 * (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).
 */
export function takesError(errorEquals: readonly string[], errorName: string): boolean {
  if (errorName === 'States.Runtime') return false;
  return errorEquals.some((name) => {
    if (name === errorName) return true;
    if (name === 'States.Timeout') return errorName === 'States.HeartbeatTimeout';
    if (errorName === 'States.DataLimitExceeded') return false;
    return name === 'States.ALL' || (name === 'States.TaskFailed' && errorName !== 'States.Timeout');
  });
}

/**
 * Decides after each error of one state whether to retry it. Attempts are counted for each retrier.
 * @returns a function that returns the delay in seconds, or undefined if the error is not retried
 */
export function retryCounter(
  retriers: readonly Retrier[],
  random: () => number,
): (errorName: string) => number | undefined {
  const attempts = retriers.map(() => 0);
  return (errorName) => {
    const index = retriers.findIndex(({ ErrorEquals }) => takesError(ErrorEquals, errorName));
    const retrier = retriers[index];
    const made = attempts[index] ?? 0;
    if (retrier === undefined || made >= (retrier.MaxAttempts ?? 3)) return undefined;
    attempts[index] = made + 1;
    const grown = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** made;
    const seconds = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
    return retrier.JitterStrategy === 'FULL' ? seconds * random() : seconds;
  };
}
