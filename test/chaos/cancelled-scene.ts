import type { TellingPlan } from '../../local/faults/fault-plan.ts';
import { cancelImport } from './ask.ts';
import { resumed } from './ordinary-scenes.ts';
import { gatherTrial, uploadTrial } from './run-trial.ts';
import { ORDINARY, type Stage } from './stage.ts';
import { endViolations } from './verdict.ts';

/** Cancelled by its sender in the middle, who resumes it after all: it ends as if nothing had been. */
export async function cancelled(stage: Stage, plan: TellingPlan): Promise<readonly string[]> {
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
    // A cancellation that comes after the resumption cancels the attempt that runs then, as it should.
    await idle();
    await test.cloud.idle();
    const [before] = (await gatherTrial(test, uploads)).imports;
    if (before === undefined) return ['the upload was lost'];
    return [...endViolations(before, 'CANCELLED', plan.struck), ...(await resumed(stage, uploads, before))];
  });
}
