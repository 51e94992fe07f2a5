import type { Json } from './json.ts';

/** An error as a definition sees it: `name` is what `ErrorEquals` matches, `message` is the Cause. */
export class StatesError extends Error {
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}

/** States.Runtime: nothing retries or catches it, the execution fails. */
export function runtimeError(cause: string): StatesError {
  return new StatesError('States.Runtime', cause);
}

/** Largest input or output of a state or task, UTF-8 bytes of its JSON text (Step Functions quotas, 256 KiB). */
export const maxPayloadBytes = 262_144;

/**
 * Passes `value` through when its JSON text is at most 256 KiB.
 * @throws StatesError States.DataLimitExceeded
 */
export function withinLimit<T extends Json>(value: T, what: string): T {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes <= maxPayloadBytes) return value;
  throw new StatesError(
    'States.DataLimitExceeded',
    `${what} is ${bytes} bytes, the limit is ${maxPayloadBytes} bytes.`,
  );
}
