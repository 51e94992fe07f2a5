/** What an execution is stopped with when its import is cancelled, for the operator who reads its history. */
export const CANCELLED = { error: 'Cancelled', cause: 'cancel-import was called' } as const;
