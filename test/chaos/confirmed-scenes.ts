/** What an import comes through whose sender is asked first: the yes, no answer at all, and trouble before the answer. */
import { SendTaskFailureCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { followImport } from '../../cli/follow-import.ts';
import type { Import } from '../../lambdas/contracts/import.ts';
import type { TellingPlan } from '../../local/faults/fault-plan.ts';
import { untilTakenIn, usersOf } from '../support/test-cloud.ts';
import { sayYes } from './ask.ts';
import { resumed } from './ordinary-scenes.ts';
import { gatherTrial, uploadTrial } from './run-trial.ts';
import { ORDINARY, type Stage } from './stage.ts';
import { endViolations, mailViolations, violationsOf } from './verdict.ts';

const CONFIRM = { purpose: 'confirm' } as const;

/**
 * An import that its sender confirms; stopped before, it ends as ABORTED with its e-mail and nothing written, and resumed
 * it asks again and ends as if nothing had been.
 */
export async function confirmed({ test, faults }: Stage, plan: TellingPlan): Promise<readonly string[]> {
  const early: string[] = [];
  const { uploads, importId, questions } = await faults.during(plan, async () => {
    const uploads = await uploadTrial(test, [ORDINARY], CONFIRM);
    const [requestId = ''] = uploads.requestIds;
    const importId = await untilTakenIn(test, uploads.tenant, requestId);
    const questions = await sayYes({ test, faults }, importId, async () => {
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
      ...violationsOf([ORDINARY], left, plan.struck, 'confirm'),
    ];
  return [
    ...early,
    ...endViolations(before, 'ABORTED', plan.struck),
    ...nothingWritten(left.users),
    ...(await resumed({ test, faults }, uploads, before, 'confirm')),
  ];
}

/** Stopped by hand while its sender thinks about it. */
export async function stoppedWhileItWaits({ test, faults }: Stage): Promise<readonly string[]> {
  const uploads = await uploadTrial(test, [ORDINARY], CONFIRM);
  const { executionArn, importId } = await untilAsked({ test }, uploads);
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

/** Nobody answers, until Step Functions gives the state up. */
export async function expired(
  { test, faults }: Stage,
  plan: TellingPlan,
  status = 'EXPIRED',
): Promise<readonly string[]> {
  const uploads = await faults.during(plan, async () => {
    const uploads = await uploadTrial(test, [ORDINARY], CONFIRM);
    const { confirmation } = await untilAsked({ test }, uploads);
    const { token: taskToken } = confirmation ?? {};
    await test.clients.sfn.send(new SendTaskFailureCommand({ taskToken, error: 'States.Timeout' }));
    await test.cloud.idle();
    return uploads;
  });
  const { imports, users } = await gatherTrial(test, uploads);
  const [imported] = imports;
  if (imported === undefined) return ['the upload was lost'];
  return [
    ...endViolations(imported, status, plan.struck),
    ...mailViolations(imported, plan.struck, 1),
    ...nothingWritten(users),
  ];
}

export async function untilAsked(
  { test }: Pick<Stage, 'test'>,
  { tenant, requestIds: [requestId = ''] }: Awaited<ReturnType<typeof uploadTrial>>,
): Promise<Import> {
  const importId = await untilTakenIn(test, tenant, requestId);
  return followImport(test.clients, importId, () => undefined, true);
}

export function nothingWritten(users: readonly unknown[]): readonly string[] {
  return users.length === 0 ? [] : [`${users.length} users were written`];
}
