/** Imports that wait for a confirmation: it comes, it does not come, or the import is stopped before it comes. */
import { SendTaskFailureCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { followImport } from '../../cli/imports/follow-import.ts';
import type { Import } from '../../lambdas/contracts/import.ts';
import type { ReportingPlan } from '../../local/faults/fault-plan.ts';
import { awaitImportId, usersOf } from '../support/test-cloud.ts';
import { confirmUntilEnded } from './invoke-until.ts';
import { resumed } from './ordinary-scenarios.ts';
import { gatherTrial, uploadTrial } from './run-trial.ts';
import { ORDINARY, type ScenarioContext } from './scenario.ts';
import { endViolations, mailViolations, violationsOf } from './verdict.ts';

const CONFIRM = { purpose: 'confirm' } as const;

/**
 * An import that is confirmed. If it is stopped before, it ends as ABORTED with its e-mail and has written nothing;
 * resumed, it asks again and ends like an undisturbed one.
 */
export async function confirmed(
  { test, faults }: ScenarioContext,
  plan: ReportingPlan,
): Promise<readonly string[]> {
  const early: string[] = [];
  const { uploads, importId, questions } = await faults.during(plan, async () => {
    const uploads = await uploadTrial(test, [ORDINARY], CONFIRM);
    const [requestId = ''] = uploads.requestIds;
    const importId = await awaitImportId(test, uploads.tenant, requestId);
    const questions = await confirmUntilEnded({ test, faults }, importId, async () => {
      const users = await usersOf(test, uploads.tenant);
      if (users.length > 0) early.push(`${users.length} users before the yes`);
    });
    await test.cloud.idle();
    return { uploads, importId, questions };
  });
  const left = await gatherTrial(test, uploads);
  const [before] = left.imports;
  if (before === undefined) return [`${importId} is gone`];
  if (before.item.status !== 'ABORTED')
    return [
      ...early,
      ...(questions === 1 ? [] : [`its sender was asked ${questions} times`]),
      ...violationsOf([ORDINARY], left, plan.injected, 'confirm'),
    ];
  return [
    ...early,
    ...endViolations(before, 'ABORTED', plan.injected),
    ...nothingWritten(left.users),
    ...(await resumed({ test, faults }, uploads, before, 'confirm')),
  ];
}

/** An import that is stopped by hand while it waits for its confirmation. */
export async function stoppedWhileItWaits({ test, faults }: ScenarioContext): Promise<readonly string[]> {
  const uploads = await uploadTrial(test, [ORDINARY], CONFIRM);
  const { executionArn, importId } = await awaitQuestion({ test }, uploads);
  await test.clients.sfn.send(new StopExecutionCommand({ executionArn, error: 'Stopped' }));
  await test.cloud.idle();
  const { imports, users } = await gatherTrial(test, uploads);
  const [before] = imports;
  if (before === undefined) return [`${importId} is gone`];
  return [
    ...endViolations(before, 'ABORTED', []),
    ...mailViolations(before, [], 1),
    ...nothingWritten(users),
    ...(await resumed({ test, faults }, uploads, before, 'confirm')),
  ];
}

/** An import that is not confirmed before the state times out. */
export async function expired(
  { test, faults }: ScenarioContext,
  plan: ReportingPlan,
  status = 'EXPIRED',
): Promise<readonly string[]> {
  const uploads = await faults.during(plan, async () => {
    const uploads = await uploadTrial(test, [ORDINARY], CONFIRM);
    const { confirmation } = await awaitQuestion({ test }, uploads);
    const { token: taskToken } = confirmation ?? {};
    await test.clients.sfn.send(new SendTaskFailureCommand({ taskToken, error: 'States.Timeout' }));
    await test.cloud.idle();
    return uploads;
  });
  const { imports, users } = await gatherTrial(test, uploads);
  const [imported] = imports;
  if (imported === undefined) return ['the upload was lost'];
  return [
    ...endViolations(imported, status, plan.injected),
    ...mailViolations(imported, plan.injected, 1),
    ...nothingWritten(users),
  ];
}

export async function awaitQuestion(
  { test }: Pick<ScenarioContext, 'test'>,
  { tenant, requestIds: [requestId = ''] }: Awaited<ReturnType<typeof uploadTrial>>,
): Promise<Import> {
  const importId = await awaitImportId(test, tenant, requestId);
  return followImport(test.clients, importId, () => undefined, true);
}

export function nothingWritten(users: readonly unknown[]): readonly string[] {
  return users.length === 0 ? [] : [`${users.length} users were written`];
}
