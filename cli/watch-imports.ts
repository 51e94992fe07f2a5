import { setTimeout as wait } from 'node:timers/promises';
import { type ExecutionListItem, paginateListExecutions } from '@aws-sdk/client-sfn';
import type { Import } from '../lambdas/contracts/import.ts';
import { RESUMABLE_STATUSES } from '../lambdas/contracts/import-status.ts';
import { type ExecutionOf, parseExecutionName } from '../lambdas/core/naming/execution-name.ts';
import { visible } from '../lambdas/core/wording/show-value.ts';
import type { Cloud } from '../local/cloud-types.ts';
import type { Clients } from './clients.ts';
import { Course } from './course.ts';
import { describeInterrupted, describeLeft, interruptedImports } from './describe-left.ts';
import { followImport } from './follow-import.ts';
import { npmCommand } from './npm-command.ts';

const POLL_MS = 300;

export interface Watch {
  readonly clients: Clients;
  readonly state: string;
  readonly left: Cloud['left'];
}

/**
 * Tells what the process before left and what becomes of it, and of every import that runs or is resumed from now on, as
 * it goes along, until the signal.
 */
export async function watchImports(
  { clients, state, left }: Watch,
  say: (line: string) => void,
  until: AbortSignal,
): Promise<void> {
  /** The last attempt of each import of which there is nothing more to tell. */
  const told = new Map<string, number>();
  const running = new Set<string>();
  const sayUntil = (line: string): void => {
    // When all is stopped, calls fail, and what they say is no news.
    if (!until.aborted) say(line);
  };

  function follow(importId: string): void {
    if (running.has(importId)) return;
    running.add(importId);
    tell({ clients, state }, importId, sayUntil)
      // It may have been resumed while it was followed: then it was followed to the end of that.
      .then(({ attempt }) => told.set(importId, attempt))
      .catch((error: unknown) => {
        told.set(importId, Number.POSITIVE_INFINITY);
        sayUntil(`${importId}  ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => running.delete(importId));
  }

  for (const { importId, attempt, status } of await attempts(clients))
    if (status !== 'RUNNING') told.set(importId, Math.max(attempt, told.get(importId) ?? 0));
  for (const line of describeLeft(left, new Course(state))) say(line);
  for (const importId of interruptedImports(left)) follow(importId);
  while (!until.aborted) {
    for (const { importId, attempt } of await attempts(clients))
      if (attempt > (told.get(importId) ?? 0)) follow(importId);
    await wait(POLL_MS, undefined, { signal: until }).catch(() => undefined);
  }
  for (const importId of running) say(describeInterrupted(importId, state));
}

/** @returns the import at its end */
async function tell(
  { clients, state }: Pick<Watch, 'clients' | 'state'>,
  importId: string,
  say: (line: string) => void,
): Promise<Import> {
  let last = '';
  const item = await followImport(clients, importId, ({ phase, records, recordsDone }) => {
    const line = phase === 'importing' ? `importing, ${recordsDone} of ${records} records` : phase;
    if (line !== last && phase !== 'ended') say(`${importId}  ${line}`);
    last = line;
  });
  for (const line of describeEnd(item, clients, state)) say(`${importId}  ${line}`);
  return item;
}

function describeEnd(item: Import, { resultsBucket }: Clients, state: string): string[] {
  const counts = Object.entries(item.counts ?? {}).map(([name, count]) => `${count} ${name}`);
  const files = Object.values(item.files ?? {});
  return [
    `${item.status}  ${visible(item.fileName)} of ${item.tenant}: ${item.reason?.message ?? counts.join(', ')}`,
    ...files.map((file) => `see s3://${resultsBucket}/${file?.key}`),
    ...(RESUMABLE_STATUSES.has(item.status)
      ? [`to go on with it: ${npmCommand('resume', item.importId, state)}`]
      : []),
  ];
}

/** The executions of imports, the oldest first. */
async function attempts(
  clients: Clients,
): Promise<(ExecutionOf & { readonly status: ExecutionListItem['status'] })[]> {
  const found: ExecutionListItem[] = [];
  const pages = paginateListExecutions({ client: clients.sfn }, { stateMachineArn: clients.stateMachineArn });
  for await (const page of pages) found.push(...(page.executions ?? []));
  return found.reverse().flatMap(({ name = '', status }) => {
    const execution = parseExecutionName(name);
    return execution === undefined ? [] : [{ ...execution, status }];
  });
}
