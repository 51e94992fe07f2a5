/** Imports without a confirmation: they complete, are rejected, or are stopped and resumed. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { itemKeys } from '../../lambdas/core/naming/item-keys.ts';
import type { ReportingPlan } from '../../local/faults/fault-plan.ts';
import { type Imported, importFile } from '../support/test-cloud.ts';
import { confirmUntilEnded, resumeImport } from './invoke-until.ts';
import { allOf, loseStatusEvent, stopAt } from './plans.ts';
import { gatherTrial, type Purpose, runTrial, type UploadedTrial, uploadTrial } from './run-trial.ts';
import { ORDINARY, type ScenarioContext } from './scenario.ts';
import { endViolations, violationsOf } from './verdict.ts';

export async function ordinary(
  { test, faults }: ScenarioContext,
  plan: ReportingPlan,
): Promise<readonly string[]> {
  const files = [ORDINARY];
  return violationsOf(files, await runTrial(test, faults, plan, files), plan.injected);
}

/** A file that is rejected as a whole. */
export async function rejected(
  { test, faults }: ScenarioContext,
  plan: ReportingPlan,
  status = 'REJECTED',
): Promise<readonly string[]> {
  const imported = await faults.during(plan, () =>
    importFile(test, 'nothing,known\n1,2\n', { type: 'participants' }),
  );
  return endViolations(imported, status, plan.injected);
}

/** An import whose import type is no longer deployed when its chunks are processed. */
export async function aborted(context: ScenarioContext, plan: ReportingPlan): Promise<readonly string[]> {
  const { test, faults } = context;
  const { dynamo, importsTable } = test.clients;
  context.onState = async (stateName, importId) => {
    if (stateName !== 'ProcessChunks') return;
    await dynamo.send(
      new UpdateCommand({
        TableName: importsTable,
        Key: itemKeys.import(importId),
        UpdateExpression: 'SET importType = :gone',
        ExpressionAttributeValues: { ':gone': 'gone' },
      }),
    );
  };
  const imported = await faults.during(plan, () =>
    importFile(test, 'accountId,id\na,ann\n', { type: 'participants', name: 'gone.csv' }),
  );
  context.onState = () => undefined;
  return endViolations(imported, 'ABORTED', plan.injected);
}

/** An import that is stopped by hand, recovered and resumed. */
export async function stopped(context: ScenarioContext, plan: ReportingPlan): Promise<readonly string[]> {
  return stoppedAt(context, allOf([plan, stopAt('user-import', 'ProcessDeferred')]));
}

/** An import that is stopped and whose status event is lost: the sweep finds it. */
export async function swept(context: ScenarioContext, plan: ReportingPlan): Promise<readonly string[]> {
  const unseen = allOf([plan, loseStatusEvent(), stopAt('user-import', 'ProcessDeferred')]);
  return stoppedAt(context, unseen, async () => {
    context.test.cloud.fireSchedule('Sweep');
    await context.test.cloud.idle();
  });
}

/** An import that is stopped ends as ABORTED, with its e-mail; resumed, it ends like an undisturbed one. */
export async function stoppedAt(
  { test, faults }: ScenarioContext,
  plan: ReportingPlan,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<readonly string[]> {
  const files = [ORDINARY];
  const uploads = await faults.during(plan, async () => {
    const uploaded = await uploadTrial(test, files);
    await test.cloud.idle();
    await meanwhile();
    return uploaded;
  });
  const [before] = (await gatherTrial(test, uploads)).imports;
  if (before === undefined) return ['the upload was not taken in'];
  if (before.item.status.startsWith('COMPLETED'))
    return violationsOf(files, await gatherTrial(test, uploads), plan.injected);
  return [
    ...endViolations(before, 'ABORTED', plan.injected),
    ...(await resumed({ test, faults }, uploads, before)),
  ];
}

/** A resumed import ends like an undisturbed one, and asks again if it must be confirmed. */
export async function resumed(
  { test, faults }: Pick<ScenarioContext, 'test' | 'faults'>,
  uploads: UploadedTrial,
  { item: { importId } }: Pick<Imported, 'item'>,
  purpose: Purpose = 'import',
): Promise<readonly string[]> {
  await resumeImport({ test, faults }, importId);
  if (purpose === 'confirm') await confirmUntilEnded({ test, faults }, importId);
  await test.cloud.idle();
  const { imports, users } = await gatherTrial(test, uploads);
  // `gather` knows the first attempt's e-mails by their ids; the second's have others.
  const mails = (await test.cloud.mails())
    .map(({ raw }) => raw)
    .filter((raw) => raw.includes(`<${importId}-2@`) || raw.includes(`<${importId}-2.question@`));
  const again = imports.map((one) => ({ ...one, mails }));
  const violations = violationsOf([ORDINARY], { imports: again, users }, [], purpose);
  return violations.map((what) => `resumed: ${what}`);
}
