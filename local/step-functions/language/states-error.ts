import type { Json } from './json.ts';

/** An error in an execution. `ErrorEquals` matches its `name`; its `message` is the Cause. */
export class StatesError extends Error {
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}

/** States.Runtime, which cannot be retried or caught: the execution fails. */
export function runtimeError(cause: string): StatesError {
  return new StatesError('States.Runtime', cause);
}

/** Largest input or output of a state or task, UTF-8 bytes of its JSON text (Step Functions quotas, 256 KiB). */
export const maxPayloadBytes = 262_144;

/**
 * @returns the value
 * @throws StatesError States.DataLimitExceeded if its JSON text is longer than 256 KiB
 */
export function withinLimit<T extends Json>(value: T, what: string): T {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes <= maxPayloadBytes) return value;
  throw new StatesError(
    'States.DataLimitExceeded',
    `${what} is ${bytes} bytes, the limit is ${maxPayloadBytes} bytes.`,
  );
}
