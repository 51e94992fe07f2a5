import { describe, expect, it } from 'vitest';
import type { ExecutionState } from '../../../lambdas/adapters/step-functions-executions.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { shownInExecutions } from '../../../lambdas/core/naming/shown-in-executions.ts';
import { recoverImport } from '../../../lambdas/recovery/recover-import.ts';
import { IMPORT_ID, importItem } from '../support/import-item.ts';

const recoveryArn = 'arn:aws:states:eu-central-1:123456789012:stateMachine:recover-import';

/** Recoveries of earlier rounds, by what became of them. */
function recovering(...earlier: readonly ExecutionState['status'][]) {
  const known = new Map(earlier.map((status, index) => [`r${index + 1}`, status]));
  const started: { name: string; input: object }[] = [];
  const roundOf = (name: string) => name.slice(name.lastIndexOf('-') + 1);
  const run = (item: Import = importItem(), dead: ExecutionState | 'none' = { status: 'ABORTED' }) =>
    recoverImport(
      {
        recoveryArn,
        executions: {
          start: async (_, name, input) => {
            if (known.has(roundOf(name))) return false;
            started.push({ name, input });
            return true;
          },
          describe: async (arn) => {
            const status = known.get(roundOf(arn));
            return status && { status };
          },
        },
      },
      item,
      dead === 'none' ? undefined : dead,
    );
  return { started, run };
}

describe('the recovery of an import', () => {
  it.each([
    ['stopped', { status: 'ABORTED' }, 'ExecutionStopped'],
    ['timed out', { status: 'TIMED_OUT' }, 'ExecutionTimedOut'],
    ['failed with a name', { status: 'FAILED', error: 'States.Runtime' }, 'States.Runtime'],
    ['failed without one', { status: 'FAILED' }, 'ExecutionFailed'],
    ['forgotten', 'none', 'ExecutionLost'],
  ] as const)('says how its execution ended that was %s', async (_, dead, error) => {
    const { started, run } = recovering();
    expect(await run(importItem(), dead)).toBe('started');
    expect(started).toEqual([
      {
        name: `${IMPORT_ID}-r1`,
        input: {
          importId: IMPORT_ID,
          attempt: 1,
          error: { Error: error },
          ...shownInExecutions(importItem()),
        },
      },
    ]);
  });

  it('keeps the error and cause with which an operator stopped the execution', async () => {
    const { started, run } = recovering();
    await run(importItem(), { status: 'ABORTED', error: 'WrongFile', cause: 'ticket 4711' });
    expect(started[0]?.input).toMatchObject({
      error: { Error: 'ExecutionStopped', Cause: 'WrongFile: ticket 4711' },
    });
  });

  it('is named after the attempt', async () => {
    const { started, run } = recovering();
    await run(importItem({ attempt: 3 }));
    expect(started.map(({ name }) => name)).toEqual([`${IMPORT_ID}-3-r1`]);
  });

  it('does not start while an earlier round is running', async () => {
    const { started, run } = recovering('FAILED', 'RUNNING');
    expect(await run()).toBe('under-way');
    expect(started).toEqual([]);
  });

  it('starts the next round when the last one failed', async () => {
    const { started, run } = recovering('FAILED', 'ABORTED');
    expect(await run()).toBe('started');
    expect(started.map(({ name }) => name)).toEqual([`${IMPORT_ID}-r3`]);
  });

  it('stops after two rounds for an e-mail that was refused', async () => {
    const { run } = recovering('FAILED', 'FAILED');
    expect(await run(importItem({ status: 'COMPLETED' }))).toBe('given-up');
    expect(await run(importItem({ status: 'RUNNING' }))).toBe('started');
  });

  it('does nothing for an import that has a final status and its e-mail', async () => {
    const { started, run } = recovering();
    const notification = { status: 'SENT', at: '2026-11-21T10:00:00.000Z' } as const;
    expect(await run(importItem({ status: 'ABORTED', notification }))).toBe('nothing-to-do');
    expect(started).toEqual([]);
  });
});
