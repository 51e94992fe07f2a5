import type { ReportingPlan } from '../../local/faults/fault-plan.ts';
import { cancelImport } from './ask.ts';
import { resumed } from './ordinary-scenes.ts';
import { gatherTrial, uploadTrial } from './run-trial.ts';
import { ORDINARY, type Stage } from './stage.ts';
import { endViolations } from './verdict.ts';

/** An import that is cancelled while it runs and then resumed: it ends like an undisturbed one. */
export async function cancelled(stage: Stage, plan: ReportingPlan): Promise<readonly string[]> {
  const { test, faults } = stage;
  const cancelling = Promise.withResolvers<Awaited<ReturnType<typeof cancelImport>>>();
  stage.onState = async (stateName, importId) => {
    if (stateName !== 'ProcessDeferred') return;
    stage.onState = () => undefined;
    await cancelImport(stage, importId).then(cancelling.resolve, cancelling.reject);
  };
  return faults.during(plan, async () => {
    const uploads = await uploadTrial(test, [ORDINARY]);
    const { idle } = await cancelling.promise;
    // A cancellation that arrives after the resumption would rightly cancel the second attempt.
    await idle();
    await test.cloud.idle();
    const [before] = (await gatherTrial(test, uploads)).imports;
    if (before === undefined) return ['the upload was lost'];
    return [...endViolations(before, 'CANCELLED', plan.injected), ...(await resumed(stage, uploads, before))];
  });
}
