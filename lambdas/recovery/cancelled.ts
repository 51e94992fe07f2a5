/** Error and cause with which the execution of a cancelled import is stopped; its history shows them. */
export const CANCELLED = { error: 'Cancelled', cause: 'cancel-import was called' } as const;
