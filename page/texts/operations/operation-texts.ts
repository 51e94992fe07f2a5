import type { operations } from '../../../client/schema.ts';

/** Operations that only read: they leave nothing in the audit trail. */
type Read = `get${string}` | `list${string}` | 'checkFile';

/** What was done, by the operation of the API, or the act of a function that has none. */
export type OperationTexts = Readonly<
  Record<Exclude<keyof operations, Read> | 'editTenant' | 'tenantErased' | 'userErased', string>
>;
