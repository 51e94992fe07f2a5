import type { UpsertAnswer } from '../../lambdas/contracts/upsert-user.ts';
import type { ReportingPlan } from '../../local/faults/fault-plan.ts';
import { applyInOrder, lineOf } from '../lambdas/processing/model.ts';
import { newTenant, usersOf } from '../support/test-cloud.ts';
import { ask } from './ask.ts';
import { ORDINARY, type Stage } from './stage.ts';
import { userViolations } from './verdict.ts';

/** The users of the ordinary file, one request for each, repeated until it is answered. */
export async function upserted(stage: Stage, plan: ReportingPlan): Promise<readonly string[]> {
  const tenant = newTenant();
  const sound = ORDINARY.filter(({ malformed }) => malformed !== true);
  await stage.faults.during(plan, async () => {
    for (const record of sound) {
      const request = { tenant, user: JSON.parse(lineOf(record)) };
      const { idle } = await ask<UpsertAnswer>(
        stage,
        'UpsertUser',
        request,
        ({ statusCode }) => statusCode < 500,
      );
      // An invocation of this request that still runs would otherwise be applied after the next request.
      await idle();
    }
  });
  return userViolations(await usersOf(stage.test, tenant), applyInOrder(sound).users);
}
