import { describe, expect, it } from 'vitest';
import type { ExecutionState } from '../../../lambdas/adapters/step-functions-executions.ts';
import { createReleaseTurn } from '../../../lambdas/commands/release-turn.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { ticketItem } from '../../../lambdas/core/naming/item-keys.ts';
import { importItem } from '../support/import-item.ts';
import { MemoryQueue } from '../turns/memory-queue.ts';

const recoveryArn = 'arn:aws:states:eu-central-1:123456789012:stateMachine:recover-import';
const next = importItem({ importId: `imp_${'9'.repeat(26)}`, arrival: '9' });

interface Scene {
  readonly item?: Partial<Import>;
  readonly execution?: ExecutionState['status'];
  /** Whether each round of its recovery was started before, and failed. */
  readonly isGivenUp?: boolean;
}

/** An import that has the turn, and whose state does not wait; the next one is ready. */
function blockedQueue({ item, execution, isGivenUp = false }: Scene = {}) {
  const first = importItem({ status: 'RUNNING', arrival: '1', ...item });
  const queue = new MemoryQueue();
  const granted: string[] = [];
  queue.onGrant = (ticket) => granted.push(ticket);
  for (const [one, token] of [
    [first, undefined],
    [next, 'next'],
  ] as const) {
    const ticket = ticketItem(one);
    queue.imports.set(one.importId, one);
    queue.tickets.set(ticket, { item: ticket, holder: one.importId, ...(token !== undefined && { token }) });
  }
  queue.turn = { fencingToken: 1, ticket: ticketItem(first) };
  const recoveries: string[] = [];
  const release = createReleaseTurn({
    ...queue.ports,
    recoveryArn,
    executions: {
      describe: async (arn) => {
        const status = arn.includes('recover-import') ? 'FAILED' : execution;
        return status && { status };
      },
      start: async (_, name) => {
        if (isGivenUp) return false;
        recoveries.push(name);
        return true;
      },
    },
  });
  return { queue, first, granted, recoveries, release: () => release(first) };
}

describe('releasing the turn of an import', () => {
  it('is refused while its execution is running', async () => {
    const { release, granted, recoveries } = blockedQueue({ execution: 'RUNNING' });
    expect(await release()).toMatchObject({ released: false, ending: false, code: 'Running' });
    expect({ granted, recoveries }).toEqual({ granted: [], recoveries: [] });
  });

  it.each(['ABORTED', 'FAILED', 'TIMED_OUT', undefined] as const)(
    'gives the import its end if its execution is %s',
    async (execution) => {
      const { release, granted, recoveries, first } = blockedQueue(execution && { execution });
      expect(await release()).toEqual({ released: false, ending: true });
      expect(recoveries).toEqual([`${first.importId}-r1`]);
      expect(granted).toEqual([]);
    },
  );

  it('passes the turn on if the recovery of the import was given up', async () => {
    const { release, granted, queue, first } = blockedQueue({ execution: 'ABORTED', isGivenUp: true });
    expect(await release()).toEqual({ released: true });
    expect(granted).toEqual([ticketItem(next)]);
    expect(queue.turn).toEqual({ fencingToken: 2, ticket: ticketItem(next) });
    expect(queue.tickets.has(ticketItem(first))).toBe(false);
  });

  it('passes the turn of an import on that has ended', async () => {
    const { release, granted } = blockedQueue({ item: { status: 'ABORTED' }, execution: 'ABORTED' });
    expect(await release()).toEqual({ released: true });
    expect(granted).toEqual([ticketItem(next)]);
  });

  it('waits for the sweep if its execution has not started', async () => {
    const { release, recoveries } = blockedQueue({ item: { status: 'QUEUED' } });
    expect(await release()).toMatchObject({ released: false, code: 'NotStarted' });
    expect(recoveries).toEqual([]);
  });

  it('is refused for an import without a place in the queue', async () => {
    const { release, queue, first } = blockedQueue();
    queue.tickets.delete(ticketItem(first));
    queue.turn = { fencingToken: 1 };
    expect(await release()).toMatchObject({ released: false, code: 'NoTurn' });
  });
});
