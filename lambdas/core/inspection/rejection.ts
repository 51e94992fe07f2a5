import type { RejectionCode } from '../../contracts/rejection.ts';

/** Why a file as a whole cannot be imported: a stable code, and for the sender what was expected, what was found, what to do. */
export interface Rejection {
  readonly code: RejectionCode;
  readonly message: string;
}

export function reject(code: RejectionCode, message: string): Rejection {
  return { code, message };
}
