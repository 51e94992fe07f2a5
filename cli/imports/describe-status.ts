import { isResumable } from '../../lambdas/core/lifecycle/is-resumable.ts';
import type { Progress } from '../../lambdas/core/lifecycle/progress.ts';
import { visible } from '../../lambdas/core/wording/show-value.ts';
import { commandLine, lineToType } from '../program/command-line.ts';
import type { Place } from '../program/place.ts';
import { colouredStatus } from '../terminal/coloured-status.ts';
import { grouped, plural } from '../terminal/plural.ts';
import type { Pace } from '../terminal/rate.ts';
import { describePace, PHASES } from '../terminal/show-progress.ts';
import { describeCounts } from './describe-counts.ts';
import type { FailedChild } from './failed-children.ts';
import { describeDamage } from './import-progress.ts';
import type { ShownImport } from './shown-import.ts';
import { groupParagraph } from './summary.ts';

export interface ImportReport {
  readonly item: ShownImport;
  /** Absent for an import that has ended. */
  readonly progress?: Progress;
  readonly pace?: Pace;
  readonly queuePosition?: number;
  /** No cloud runs, and the next start aborts it: it was not waiting when the last one stopped. */
  readonly isInterrupted: boolean;
  /** It has not ended, and no cloud runs. */
  readonly isPaused?: true;
  readonly failedChildren: readonly FailedChild[];
  /** Attributes of its item that do not match their schema. */
  readonly damaged?: readonly string[];
}

/** The fields of an import that `list --json` and `status --json` print. */
export function importJson(item: ShownImport) {
  const { importId, tenant, importType, fileName, status, attempt, createdAt, endedAt, counts } = item;
  return {
    importId,
    tenant,
    importType,
    fileName,
    status,
    attempt,
    createdAt,
    ...(endedAt !== undefined && { endedAt }),
    ...(counts !== undefined && { counts }),
  };
}

/** What `status --json` prints: the import's fields as in `list --json`, and what is known about its progress. */
export function statusJson({ item, ...report }: ImportReport) {
  const { startedAt, split, reason, issues } = item;
  return {
    ...importJson(item),
    ...(startedAt !== undefined && { startedAt }),
    ...(split !== undefined && { records: split.records }),
    ...(reason !== undefined && { reason }),
    ...(issues !== undefined && { issues }),
    ...report,
  };
}

/** The same for a person. */
export function describeStatus(report: ImportReport, place: Place): string {
  const { item } = report;
  const { importId, status, fileName, reason } = item;
  const paragraphs = [
    [`${colouredStatus(status)}  ${visible(fileName)}  ${importId}`],
    report.damaged === undefined ? [] : [describeDamage(importId, report.damaged)],
    nowLines(report, place),
    reason === undefined ? [] : [reason.message],
    (item.mailNotes ?? []).map(visible),
    factLines(item),
    groupParagraph(item, 'error'),
    groupParagraph(item, 'warning'),
    failureLines(report.failedChildren),
    nextLines(item, place),
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function nowLines(
  { item, progress, pace, queuePosition, isInterrupted, isPaused }: ImportReport,
  place: Place,
): string[] {
  if (isInterrupted)
    return [
      'Not running: no cloud runs on this machine.',
      `To resume it: ${commandLine('resume', item.importId, place)}`,
    ];
  if (progress === undefined || progress.phase === 'ended') return [];
  const { phase, records, recordsDone, chunksRunning = 0 } = progress;
  const lines = [`Now: ${PHASES[phase]}`];
  if (phase === 'importing' || phase === 'evaluating') {
    const percent = records === 0 ? 100 : Math.floor((recordsDone * 100) / records);
    lines.push(
      `  ${grouped(recordsDone)} of ${plural(records, 'record')} (${percent} %), ${plural(chunksRunning, 'chunk')} in progress`,
    );
    lines.push(
      `  ${pace === undefined ? 'no rate yet: the first chunks are in progress' : describePace(pace)}`,
    );
  }
  if (isPaused) lines.push(`No cloud runs on this machine. To continue: ${lineToType(['start'], place)}`);
  if (queuePosition !== undefined) lines.push(`  position ${queuePosition} in the queue of ${item.tenant}`);
  return lines;
}

function factLines({
  tenant,
  importType,
  attempt,
  counts,
  createdAt,
  startedAt,
  endedAt,
  split,
}: ShownImport): string[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['tenant', tenant],
    ['type', importType],
    ['attempt', attempt === 1 ? undefined : String(attempt)],
    ['result', describeCounts(counts, split?.records) || undefined],
    ['created', createdAt],
    ['started', startedAt],
    ['ended', endedAt],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name.padEnd(9)}${value}`]));
}

function failureLines(failures: readonly FailedChild[]): string[] {
  if (failures.length === 0) return [];
  return [
    'Failed child executions',
    ...failures.map(
      ({ chunk, executionArn, error, message }) =>
        `  ${chunk === undefined ? executionArn : `chunk ${chunk}`}: ${error}${message === '' ? '' : `: ${visible(message)}`}`,
    ),
  ];
}

function nextLines(item: ShownImport, place: Place): string[] {
  const { importId, status, files } = item;
  return [
    ...(status === 'AWAITING_CONFIRMATION'
      ? [
          `To confirm it: ${commandLine('confirm', importId, place)}`,
          `To cancel it: ${commandLine('cancel', importId, place)}`,
        ]
      : []),
    ...(isResumable(item) ? [`To resume it: ${commandLine('resume', importId, place)}`] : []),
    ...(Object.keys(files ?? {}).length > 0
      ? [`To fetch its files: ${commandLine('results', importId, place)}`]
      : []),
  ];
}
