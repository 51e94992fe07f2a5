import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** The SDK's interface, which it does not export itself. */
type RetryStrategy = Extract<
  NonNullable<DynamoDBClientConfig['retryStrategy']>,
  { refreshRetryTokenForRetry: unknown }
>;
type RetryToken = Awaited<ReturnType<RetryStrategy['acquireInitialRetryToken']>>;
type ErrorType = Parameters<RetryStrategy['refreshRetryTokenForRetry']>[1]['errorType'];

/** A service that cannot be reached or fails: as often as the SDK tries by itself. */
const MAX_RETRIES = 3;
/** A service that is asked for too much: some 15 seconds of waiting on average, then the state machine retries the task. */
const MAX_THROTTLED_RETRIES = 12;
const BASE_DELAY_MS = 50;
const MAX_DELAY_MS = 5_000;

/**
 * Retries throttled requests longer than the SDK does. The SDK's own strategies share a budget of tokens between all
 * requests of a client: under throttling that lasts, the budget is used up within a minute, and every request fails at its
 * first refusal. Here each request waits for itself, ever longer, with full jitter. So a worker that is throttled sends
 * less and less until the table accepts what it sends.
 * @param random a number from 0 up to 1
 */
export function createPatientRetry(random: () => number = Math.random): RetryStrategy {
  return {
    acquireInitialRetryToken: async () => tokenOf(0, 0),
    refreshRetryTokenForRetry: async (token, { errorType }) => {
      const retries = token.getRetryCount();
      if (retries >= maxRetries(errorType)) throw new Error('the request was retried as often as allowed');
      return tokenOf(retries + 1, random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** retries));
    },
    recordSuccess: () => undefined,
  };
}

function maxRetries(errorType: ErrorType): number {
  if (errorType === 'THROTTLING') return MAX_THROTTLED_RETRIES;
  return errorType === 'CLIENT_ERROR' ? 0 : MAX_RETRIES;
}

function tokenOf(retries: number, delayMs: number): RetryToken {
  return { getRetryCount: () => retries, getRetryDelay: () => delayMs };
}
