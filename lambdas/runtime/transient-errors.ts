import { ERROR_CATALOGUE, RollcallError } from './errors.ts';
import { publicError } from './public-error.ts';

/** Errors of connections: codes of Node.js, and names that the SDK gives. */
const OF_CONNECTIONS =
  /^(TimeoutError|RequestTimeout|RequestTimeoutException|NetworkingError|AbortError|ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|EPROTO|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|ERR_STREAM_PREMATURE_CLOSE)$/;
/** Errors of AWS services that a later request may not meet. */
const OF_SERVICES =
  /^(InternalError|InternalServerError|InternalFailure|ServiceUnavailable|ServiceUnavailableException|TransactionInProgressException)$/;

/**
 * Returns whether a later try may succeed: throttling, connections, and failures of AWS services. All other errors, known or
 * unknown, would occur again.
 */
export function isTransient(error: unknown): boolean {
  const visible = publicError(error);
  if (visible instanceof RollcallError) return ERROR_CATALOGUE[visible.name].kind === 'transient';
  return (
    namesOf(error).some((name) => OF_CONNECTIONS.test(name) || OF_SERVICES.test(name)) || isStatus5xx(error)
  );
}

function namesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return [error.name, ...code];
}

function isStatus5xx(error: unknown): boolean {
  if (!(error instanceof Error) || !('$metadata' in error)) return false;
  const { httpStatusCode = 0 } = error.$metadata as { readonly httpStatusCode?: number };
  return httpStatusCode >= 500;
}
