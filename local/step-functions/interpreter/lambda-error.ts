import { StatesError } from '../language/states-error.ts';

/** A longer cause is cut: the API's limit for `cause`, characters. */
const maxCauseLength = 32_768;

/**
 * The error of a Lambda invocation as the definition sees it: named by its errorType, its Cause the JSON
 * text that Lambda answers with.
 */
export function lambdaError(thrown: unknown): StatesError {
  const { name, message, errorMessage, trace } = Object(thrown) as Record<string, unknown>;
  const errorType = typeof name === 'string' ? name : 'Error';
  const text = String(errorMessage ?? message ?? thrown);
  const cause = { errorType, errorMessage: text, ...(trace === undefined ? {} : { trace }) };
  return new StatesError(errorType, fitCause(JSON.stringify(cause), { errorType, errorMessage: text }));
}

/** A trace that is too long is left out; what is still too long is cut. */
function fitCause(full: string, withoutTrace: object): string {
  return (full.length <= maxCauseLength ? full : JSON.stringify(withoutTrace)).slice(0, maxCauseLength);
}
