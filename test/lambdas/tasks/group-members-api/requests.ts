/** What the tests of the members API ask for. */
import { MEMBER_FIELDS } from '../../../../lambdas/contracts/group-members.ts';
import { REGULAR_MEMBERS } from '../../import-types/network.ts';

export const EVALUATE = '/api/v1/en_US/user/import-evaluate-csv';
export const [EMAIL, FIRST, LAST] = MEMBER_FIELDS.map(({ id }) => id) as [string, string, string];
export const CSV = 'partners/acme/staging/users.csv';
const { selectedFields: _, ...membership } = REGULAR_MEMBERS;
/** Regular members without the choice of columns. */
export const MEMBERSHIP = membership;

export function record(email: string, firstName = '', more: Readonly<Record<string, unknown>> = {}) {
  const fields = { [EMAIL]: email, [FIRST]: firstName, ...more };
  return { fields: Object.entries(fields).map(([id, value]) => ({ id, value })) };
}
