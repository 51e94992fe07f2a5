import { StatesError } from '../language/states-error.ts';

/** The API's limit for `cause`, in characters. Longer causes are truncated. */
const maxCauseLength = 32_768;

/**
 * Converts the error of a Lambda invocation: its name is the errorType, and its Cause is the JSON text of Lambda's
 * response.
 */
export function lambdaError(thrown: unknown): StatesError {
  const { name, message, errorMessage, trace } = Object(thrown) as Record<string, unknown>;
  const errorType = typeof name === 'string' ? name : 'Error';
  const text = String(errorMessage ?? message ?? thrown);
  const cause = { errorType, errorMessage: text, ...(trace === undefined ? {} : { trace }) };
  return new StatesError(errorType, fitCause(JSON.stringify(cause), { errorType, errorMessage: text }));
}

/** Omits the trace if the text is too long, and truncates what is still too long. */
function fitCause(full: string, withoutTrace: object): string {
  return (full.length <= maxCauseLength ? full : JSON.stringify(withoutTrace)).slice(0, maxCauseLength);
}
