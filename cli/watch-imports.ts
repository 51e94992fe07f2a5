import { setTimeout as wait } from 'node:timers/promises';
import { paginateListExecutions } from '@aws-sdk/client-sfn';
import { type Import, RESUMABLE_STATUSES } from '../lambdas/contracts/import.ts';
import { parseExecutionName } from '../lambdas/core/execution-name.ts';
import { visible } from '../lambdas/core/show-value.ts';
import type { Cloud } from '../local/cloud-types.ts';
import type { Clients } from './clients.ts';
import type { Course } from './course.ts';
import { describeLeft } from './describe-left.ts';
import { followImport } from './follow-import.ts';

const POLL_MS = 300;
const RECOVERY = /-r\d+$/;

export interface Watch {
  readonly clients: Clients;
  readonly course: Course;
  readonly left: Cloud['left'];
}

/**
 * Tells what the process before left, and of every import that runs or is resumed from now on, as it goes along, until
 * the signal.
 */
export async function watchImports(
  { clients, course, left }: Watch,
  say: (line: string) => void,
  until: AbortSignal,
): Promise<void> {
  const running = new Set<string>();
  // What ended before is old; what was interrupted is told now, and its recovery when it has ended it.
  const seen = new Set(await executionNames(clients, (status) => status !== 'RUNNING'));
  for (const line of describeLeft(left, course)) say(line);
  while (!until.aborted) {
    for (const name of await executionNames(clients)) {
      const importId = parseExecutionName(name)?.importId;
      if (seen.has(name) || importId === undefined) continue;
      const isFollowed = running.has(importId);
      // The next attempt may begin before the end of the last one is told; a recovery only brings that end about.
      if (!isFollowed || RECOVERY.test(name)) seen.add(name);
      if (isFollowed) continue;
      running.add(importId);
      void tell({ clients, course }, importId, say, until).finally(() => running.delete(importId));
    }
    await wait(POLL_MS, undefined, { signal: until }).catch(() => undefined);
  }
  for (const importId of running) say(course.whenLeft(importId));
}

async function tell(
  { clients, course }: Pick<Watch, 'clients' | 'course'>,
  importId: string,
  say: (line: string) => void,
  until: AbortSignal,
): Promise<void> {
  let last = '';
  try {
    const item = await followImport(clients, importId, ({ phase, records, recordsDone }) => {
      const line = phase === 'importing' ? `importing, ${recordsDone} of ${records} records` : phase;
      if (line !== last && phase !== 'ended' && !until.aborted) say(`${importId}  ${line}`);
      last = line;
    });
    for (const line of describeEnd(item, clients, course)) say(`${importId}  ${line}`);
  } catch (error) {
    // When all is stopped, calls fail.
    if (!until.aborted) say(`${importId}  ${error instanceof Error ? error.message : String(error)}`);
  }
}

function describeEnd(item: Import, { resultsBucket }: Clients, course: Course): string[] {
  const counts = Object.entries(item.counts ?? {}).map(([name, count]) => `${count} ${name}`);
  const files = Object.values(item.files ?? {});
  return [
    `${item.status}  ${visible(item.fileName)} of ${item.tenant}: ${item.reason?.message ?? counts.join(', ')}`,
    ...files.map((file) => `see s3://${resultsBucket}/${file?.key}`),
    ...(RESUMABLE_STATUSES.has(item.status)
      ? [`to go on with it: ${course.command('resume', item.importId)}`]
      : []),
  ];
}

async function executionNames(
  clients: Clients,
  want: (status: string | undefined) => boolean = () => true,
): Promise<string[]> {
  const names: string[] = [];
  const pages = paginateListExecutions({ client: clients.sfn }, { stateMachineArn: clients.stateMachineArn });
  for await (const page of pages)
    for (const { name, status } of page.executions ?? [])
      if (name !== undefined && want(status)) names.push(name);
  return names.reverse();
}
