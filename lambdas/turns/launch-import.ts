import type { TurnStore } from '../adapters/dynamo-turn-store.ts';
import type { Executions } from '../adapters/step-functions-executions.ts';
import type { Import } from '../contracts/import.ts';
import { executionName } from '../core/naming/execution-name.ts';
import { ticketItem } from '../core/naming/item-keys.ts';
import { shownInExecutions } from '../core/naming/shown-in-executions.ts';

export interface LaunchPorts {
  readonly turns: Pick<TurnStore, 'putTicket'>;
  readonly executions: Pick<Executions, 'start'>;
  /** Of `user-import`. */
  readonly stateMachineArn: string;
}

/**
 * Adds an import to the queue and starts its execution. The ticket is written first, so that a large file that is still
 * being split keeps its place before a small file that arrived later. Idempotent.
 */
export async function launchImport(ports: LaunchPorts, item: Import): Promise<void> {
  const { importId, attempt, tenant } = item;
  await ports.turns.putTicket(tenant, { item: ticketItem(item), holder: importId });
  await ports.executions.start(ports.stateMachineArn, executionName(item), {
    importId,
    attempt,
    ...shownInExecutions(item),
  });
}
