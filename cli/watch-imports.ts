import { setTimeout as wait } from 'node:timers/promises';
import { paginateListExecutions } from '@aws-sdk/client-sfn';
import type { Import } from '../lambdas/contracts/import.ts';
import type { Clients } from './clients.ts';
import { followImport } from './follow-import.ts';

const POLL_MS = 300;

/** Tells of every import that starts or is resumed from now on, as it goes along, until the signal. */
export async function watchImports(
  clients: Clients,
  say: (line: string) => void,
  until: AbortSignal,
): Promise<void> {
  const seen = new Set(await executionNames(clients));
  const following = new Set<Promise<void>>();
  while (!until.aborted) {
    for (const name of await executionNames(clients)) {
      if (seen.has(name)) continue;
      seen.add(name);
      const done = tell(clients, importIdOf(name), say).finally(() => following.delete(done));
      following.add(done);
    }
    await wait(POLL_MS, undefined, { signal: until }).catch(() => undefined);
  }
}

async function tell(clients: Clients, importId: string, say: (line: string) => void): Promise<void> {
  let last = '';
  try {
    const item = await followImport(clients, importId, ({ phase, records, recordsDone }) => {
      const line = phase === 'importing' ? `importing, ${recordsDone} of ${records} records` : phase;
      if (line !== last) say(`${importId}  ${line}`);
      last = line;
    });
    say(`${importId}  ${item.status}  ${describeEnd(item)}`);
  } catch (error) {
    say(`${importId}  ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A resumed import's executions are named after it, with the number of the attempt. */
function importIdOf(name: string): string {
  return name.replace(/-\d+$/, '');
}

function describeEnd(item: Import): string {
  if (item.reason !== undefined) return `${item.fileName}: ${item.reason.message}`;
  const counts = Object.entries(item.counts ?? {}).map(([name, count]) => `${count} ${name}`);
  return `${item.fileName} of ${item.tenant}: ${counts.join(', ')}`;
}

async function executionNames(clients: Clients): Promise<string[]> {
  const names: string[] = [];
  const pages = paginateListExecutions({ client: clients.sfn }, { stateMachineArn: clients.stateMachineArn });
  for await (const page of pages)
    for (const { name } of page.executions ?? []) if (name !== undefined) names.push(name);
  return names.reverse();
}
