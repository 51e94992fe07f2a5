import type { FactsFor, GuardFacts } from '../../../lambdas/adapters/dynamo-import-change.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import {
  type Guard,
  IMPORT_CHANGES,
  type ImportChangeName,
  type ImportChangeRule,
} from '../../../lambdas/contracts/import-status.ts';

const HOLDS: Readonly<Record<Guard, (item: Import, facts: Partial<GuardFacts>) => boolean>> = {
  'same-attempt': (item, { attempt }) => item.attempt === attempt,
  'turn-not-begun': ({ begunAttempt = 0 }, { attempt = 0 }) => begunAttempt < attempt,
  'same-revision': ({ feed }, { revision }) => feed?.revision === revision,
  'not-cancelled': ({ cancelRequestedAt }) => cancelRequestedAt === undefined,
  'same-token': ({ confirmation }, { token }) => confirmation?.token === token,
  'not-confirmed': ({ confirmation }) => confirmation?.confirmedAt === undefined,
  'no-later-try': ({ confirmation }, { retry = 0 }) => (confirmation?.retry ?? 0) <= retry,
  'same-collection': ({ collecting }, { collected }) => collecting?.key === collected,
  'evaluation-pending': ({ evaluation }) => evaluation === 'PENDING',
};

/** Whether IMPORT_CHANGES allows the change of this import: the conditions of the real table, for stores in memory. */
export function allows<Name extends ImportChangeName>(
  name: Name,
  item: Import | undefined,
  facts: FactsFor<Name>,
): item is Import {
  const { from, guards }: ImportChangeRule = IMPORT_CHANGES[name];
  return (
    item !== undefined &&
    from.includes(item.status) &&
    guards.every((guard) => HOLDS[guard](item, facts as Partial<GuardFacts>))
  );
}
