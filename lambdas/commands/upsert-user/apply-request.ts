import type { Issue } from '../../contracts/issue.ts';
import type { Outcome } from '../../contracts/outcome.ts';
import type { FoldContext } from '../../core/apply/fold-user.ts';
import { NO_USER, type User, type UserChange } from '../../core/user/user.ts';
import { applyToUser } from '../../processing/apply-to-user.ts';
import { standaloneTables, type Tables } from '../../processing/standalone-tables.ts';
import { RollcallError } from '../../runtime/errors.ts';

/** How often a request is tried again when other writers change the same user. */
const ROUNDS = 3;

export type AppliedRequest =
  | { readonly outcome: 'failed'; readonly issues: readonly Issue[] }
  | { readonly outcome: Exclude<Outcome, 'failed'>; readonly user: User };

export interface RequestContext extends Tables, Pick<FoldContext, 'type' | 'tenant' | 'mode'> {}

/**
 * Applies a change to its user, with the guards of an import, without a turn.
 * @throws WriteContention when other writers change the user each time; nothing was written, try again
 */
export async function applyRequest(change: UserChange, context: RequestContext): Promise<AppliedRequest> {
  const { users, claims, type, tenant, mode } = context;
  for (let round = 1; ; round++) {
    const tables = standaloneTables({ users, claims }, { tenant, importType: type.name });
    // There is no import, so no later record of a file has released a claim.
    const step = {
      importId: 'request',
      fencingToken: 0,
      step: 'request',
      onTaken: 'fail',
      standalone: true,
    } as const;
    try {
      const fold = await applyToUser([{ recordNumber: 1, change }], undefined, {
        ...step,
        ...tables,
        type,
        tenant,
        mode,
      });
      const [record] = fold.records;
      if (record === undefined) throw new RollcallError('ContractViolation', 'the request was not judged');
      const { outcome, issues, after = NO_USER } = record;
      return outcome === 'failed' ? { outcome, issues } : { outcome, user: after };
    } catch (error) {
      const contended = error instanceof RollcallError && error.name === 'WriteContention';
      if (!contended || round === ROUNDS) throw error;
    }
  }
}
