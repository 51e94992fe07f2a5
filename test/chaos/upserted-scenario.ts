import type { UpsertAnswer } from '../../lambdas/contracts/upsert-user.ts';
import type { ReportingPlan } from '../../local/faults/fault-plan.ts';
import { applyInOrder, lineOf } from '../lambdas/processing/model.ts';
import { newTenant, usersOf } from '../support/test-cloud.ts';
import { invokeUntil } from './invoke-until.ts';
import { ORDINARY, type ScenarioContext } from './scenario.ts';
import { userViolations } from './verdict.ts';

/** The users of the ordinary file, one request for each, repeated until it is answered. */
export async function upserted(context: ScenarioContext, plan: ReportingPlan): Promise<readonly string[]> {
  const tenant = newTenant();
  const sound = ORDINARY.filter(({ malformed }) => malformed !== true);
  await context.faults.during(plan, async () => {
    for (const record of sound) {
      const request = { tenant, user: JSON.parse(lineOf(record)) };
      const { idle } = await invokeUntil<UpsertAnswer>(
        context,
        'UpsertUser',
        request,
        ({ statusCode }) => statusCode < 500,
      );
      // An invocation of this request that still runs would otherwise be applied after the next request.
      await idle();
    }
  });
  return userViolations(await usersOf(context.test, tenant), applyInOrder(sound).users);
}
