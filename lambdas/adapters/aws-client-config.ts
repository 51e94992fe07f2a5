import { createPatientRetry } from './patient-retry.ts';

/** More than a worker may write at the same time (`writeConcurrency`) and read ahead: no request waits for a socket. */
export const MAX_SOCKETS = 300;

/** The SDK has no time limits by default: a connection that hangs would hold its function until Lambda ends it. */
const CONNECTION_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Without a byte in either direction, also in the body of an object. */
const IDLE_TIMEOUT_MS = 60_000;

/** What every client of the SDK is created with. */
export function awsClientConfig() {
  return {
    retryStrategy: createPatientRetry(),
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      socketTimeout: IDLE_TIMEOUT_MS,
      httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
      httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
    },
  };
}
