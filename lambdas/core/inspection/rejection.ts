import type { RejectionCode } from '../../contracts/rejection.ts';

/**
 * Why a whole file cannot be imported: a stable code, and a message to the sender with what was expected, what was
 * found and what to do.
 */
export interface Rejection {
  readonly code: RejectionCode;
  readonly message: string;
}

export function reject(code: RejectionCode, message: string): Rejection {
  return { code, message };
}
