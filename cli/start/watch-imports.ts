import { setTimeout as wait } from 'node:timers/promises';
import { type ExecutionListItem, paginateListExecutions } from '@aws-sdk/client-sfn';
import type { Import } from '../../lambdas/contracts/import.ts';
import { isResumable } from '../../lambdas/core/lifecycle/is-resumable.ts';
import { type ExecutionOf, parseExecutionName } from '../../lambdas/core/naming/execution-name.ts';
import { visible } from '../../lambdas/core/wording/show-value.ts';
import type { Cloud } from '../../local/cloud-types.ts';
import type { Clients } from '../cloud/clients.ts';
import { CommandState } from '../cloud/command-state.ts';
import {
  describeInterrupted,
  describeInterruptedImport,
  interruptedImports,
} from '../cloud/describe-interrupted.ts';
import { describeCounts } from '../imports/describe-counts.ts';
import { followImport } from '../imports/follow-import.ts';
import { commandLine } from '../program/command-line.ts';
import { plural } from '../terminal/plural.ts';
import { PHASES } from '../terminal/show-progress.ts';
import { failedStarts } from './failed-starts.ts';

const POLL_MS = 300;

export interface Watch {
  readonly clients: Clients;
  readonly state: string;
  readonly interrupted: Cloud['interrupted'];
  readonly deadLetters: Cloud['deadLetters'];
}

/** Reports the imports that the previous process interrupted, and the progress of every import from now on, until the signal. */
export async function watchImports(
  { clients, state, interrupted, deadLetters }: Watch,
  say: (line: string) => void,
  until: AbortSignal,
): Promise<void> {
  /** The last attempt of each import that has been reported to its end. */
  const reported = new Map<string, number>();
  const running = new Set<string>();
  const sayUntil = (line: string): void => {
    // Calls fail while the cloud stops: these errors are expected.
    if (!until.aborted) say(line);
  };

  function follow(importId: string): void {
    if (running.has(importId)) return;
    running.add(importId);
    report({ clients, state }, importId, sayUntil)
      // An import that was resumed meanwhile was followed to the end of that attempt.
      .then(({ attempt }) => reported.set(importId, attempt))
      .catch((error: unknown) => {
        reported.set(importId, Number.POSITIVE_INFINITY);
        sayUntil(`${importId}  ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => running.delete(importId));
  }

  for (const { importId, attempt, status } of await attempts(clients))
    if (status !== 'RUNNING') reported.set(importId, Math.max(attempt, reported.get(importId) ?? 0));
  const newFailedStarts = await failedStarts(deadLetters);
  for (const line of describeInterrupted(interrupted, new CommandState(state))) say(line);
  for (const importId of interruptedImports(interrupted)) follow(importId);
  while (!until.aborted) {
    for (const { importId, attempt } of await attempts(clients))
      if (attempt > (reported.get(importId) ?? 0)) follow(importId);
    (await newFailedStarts()).forEach(sayUntil);
    await wait(POLL_MS, undefined, { signal: until }).catch(() => undefined);
  }
  for (const importId of running) say(describeInterruptedImport(importId, state));
}

/** @returns the import at its end */
async function report(
  { clients, state }: Pick<Watch, 'clients' | 'state'>,
  importId: string,
  say: (line: string) => void,
): Promise<Import> {
  let last = '';
  const item = await followImport(clients, importId, ({ phase, records, recordsDone }) => {
    if (phase === 'ended') return;
    const count = phase === 'importing' ? `, ${recordsDone} of ${plural(records, 'record')}` : '';
    const line = `${PHASES[phase]}${count}`;
    if (line !== last) say(`${importId}  ${line}`);
    last = line;
  });
  for (const line of describeEnd(item, clients, state)) say(`${importId}  ${line}`);
  return item;
}

function describeEnd(item: Import, { resultsBucket }: Clients, state: string): string[] {
  const files = Object.values(item.files ?? {});
  return [
    `${item.status}  ${visible(item.fileName)} of ${item.tenant}, ${item.reason?.message ?? describeCounts(item.counts)}`,
    ...files.map((file) => `see s3://${resultsBucket}/${file?.key}`),
    ...(isResumable(item) ? [`to resume it: ${commandLine('resume', item.importId, state)}`] : []),
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
