/** Why a file as a whole cannot be imported: a stable code, and for the sender what was expected, what was found, what to do. */
export interface Rejection {
  readonly code: string;
  readonly message: string;
}

export function reject(code: string, message: string): Rejection {
  return { code, message };
}
