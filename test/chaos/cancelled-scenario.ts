import type { ReportingPlan } from '../../local/faults/fault-plan.ts';
import { cancelImport } from './invoke-until.ts';
import { resumed } from './ordinary-scenarios.ts';
import { gatherTrial, uploadTrial } from './run-trial.ts';
import { ORDINARY, type ScenarioContext } from './scenario.ts';
import { endViolations } from './verdict.ts';

/** An import that is cancelled while it runs and then resumed: it ends like an undisturbed one. */
export async function cancelled(context: ScenarioContext, plan: ReportingPlan): Promise<readonly string[]> {
  const { test, faults } = context;
  const cancelling = Promise.withResolvers<Awaited<ReturnType<typeof cancelImport>>>();
  context.onState = async (stateName, importId) => {
    if (stateName !== 'ProcessDeferred') return;
    context.onState = () => undefined;
    await cancelImport(context, importId).then(cancelling.resolve, cancelling.reject);
  };
  return faults.during(plan, async () => {
    const uploads = await uploadTrial(test, [ORDINARY]);
    const { idle } = await cancelling.promise;
    // A cancellation that arrives after the resumption would rightly cancel the second attempt.
    await idle();
    await test.cloud.idle();
    const [before] = (await gatherTrial(test, uploads)).imports;
    if (before === undefined) return ['the upload was lost'];
    return [
      ...endViolations(before, 'CANCELLED', plan.injected),
      ...(await resumed(context, uploads, before)),
    ];
  });
}
