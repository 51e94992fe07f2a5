import type { Import } from '../contracts/import.ts';
import { isComplete } from '../core/naming/feed-pair.ts';
import { visible } from '../core/wording/show-value.ts';

/** The subject line: how it ended and of which file, so that an inbox is readable without opening anything. */
export function subject(item: Import): string {
  const { failed = 0, records = 0, warnings = 0 } = item.counts ?? {};
  if (isEvaluation(item)) return `Import evaluated: ${nameOf(item)} (${plural(records, 'record')})`;
  switch (item.status) {
    case 'AWAITING_CONFIRMATION':
      return `Import to be confirmed: ${nameOf(item)} (${plural(records, 'record')})`;
    case 'EXPIRED':
      return `Import expired: ${nameOf(item)}`;
    case 'SUPERSEDED':
      return `Import superseded: ${nameOf(item)}`;
    case 'COMPLETED':
      return `Import completed: ${nameOf(item)} (${plural(records, 'record')}${warnings === 0 ? '' : `, ${plural(warnings, 'warning')}`})`;
    case 'COMPLETED_WITH_ERRORS':
      if (failed === records) return `Import failed: ${nameOf(item)} (${allOf(records)} failed)`;
      return `Import completed with errors: ${nameOf(item)} (${failed} of ${plural(records, 'record')} failed)`;
    case 'REJECTED':
      return `Import rejected: ${nameOf(item)}`;
    case 'CANCELLED':
      return `Import cancelled: ${nameOf(item)}`;
    default:
      return `Import aborted: ${nameOf(item)}`;
  }
}

/** What happened, in one sentence. */
export function headline(item: Import): string {
  const { failed = 0, records = 0, created = 0, updated = 0, unchanged = 0 } = item.counts ?? {};
  const done = `${created} created, ${updated} updated, ${unchanged} unchanged`;
  if (isEvaluation(item)) return `Nothing was changed. ${foreseen(item)}`;
  switch (item.status) {
    case 'AWAITING_CONFIRMATION':
      return `${foreseen(item)} Nothing is changed until you confirm the import; without an answer it expires at ${item.confirmation?.expiresAt}.`;
    case 'EXPIRED':
      return `${nameOf(item)} was not imported, and nothing was changed: ${
        item.feed !== undefined && !isComplete(item.feed)
          ? 'the other file of its pair did not come in time'
          : 'nobody asked for it in time'
      }.`;
    case 'SUPERSEDED':
      return `${nameOf(item)} was not imported: a later pair of the feed's files took its place.`;
    case 'COMPLETED':
      return records === 1
        ? `The 1 record of ${nameOf(item)} was imported: ${done}.`
        : `All ${plural(records, 'record')} of ${nameOf(item)} were imported: ${done}.`;
    case 'COMPLETED_WITH_ERRORS':
      if (failed === records) return `Nothing of ${nameOf(item)} was imported: ${allOf(records)} failed.`;
      return `${records - failed} of ${plural(records, 'record')} of ${nameOf(item)} were imported (${done}), ${failed} failed.`;
    case 'REJECTED':
      return `${nameOf(item)} was not imported, and nothing was changed: the file must be mended first.`;
    case 'CANCELLED':
      return interrupted(item, 'was cancelled', `${done}, ${failed} failed`);
    default:
      return interrupted(item, howItWasInterrupted(item), `${done}, ${failed} failed`);
  }
}

/** What the sender can do now; undefined when nothing is left to do. */
export function nextStep(item: Import): string | undefined {
  const { importId, status, files } = item;
  if (isEvaluation(item)) return undefined;
  switch (status) {
    case 'AWAITING_CONFIRMATION':
      return `To confirm it: npm run confirm -- ${importId}`;
    case 'COMPLETED_WITH_ERRORS':
      return 'Mend the failed records and send them again, alone or with the rest of the file.';
    case 'REJECTED':
      return 'Mend the file and send it again.';
    case 'CANCELLED':
    case 'ABORTED':
      return files?.unprocessedRecords === undefined
        ? `Ask whoever runs Rollcall to resume import ${importId}.`
        : `Ask whoever runs Rollcall to resume import ${importId}, or send again what was not processed.`;
    default:
      return undefined;
  }
}

/** As it can be shown. */
function nameOf({ fileName }: Import): string {
  return visible(fileName);
}

function allOf(records: number): string {
  return records === 1 ? 'its 1 record' : `all ${records} records`;
}

/** A file that used up its error budget is no failure of ours, nor is what was stopped by hand. */
function howItWasInterrupted({ reason }: Import): string {
  switch (reason?.code) {
    case 'ErrorBudgetExceeded':
      return 'was stopped because more of its records failed than it allows';
    case 'ExecutionStopped':
      return 'was stopped before its end';
    default:
      return 'was interrupted by a failure of the system';
  }
}

/** Whether the counts are of what would happen. */
export function isPreview(item: Import): boolean {
  return item.status === 'AWAITING_CONFIRMATION' || isEvaluation(item);
}

/** Whether all that was asked for is what the import would do, and that is known. */
function isEvaluation({ options, status }: Import): boolean {
  return options.purpose === 'evaluate' && (status === 'COMPLETED' || status === 'COMPLETED_WITH_ERRORS');
}

function foreseen({ fileName, counts }: Import): string {
  const { failed = 0, records = 0, created = 0, updated = 0, unchanged = 0 } = counts ?? {};
  return `Of ${plural(records, 'record')} of ${visible(fileName)}, ${created} would be created, ${updated} updated, ${unchanged} left unchanged, and ${failed} would fail.`;
}

function interrupted({ fileName, split, counts }: Import, how: string, done: string): string {
  return split === undefined
    ? `The import of ${visible(fileName)} ${how} before any record was imported.`
    : `The import of ${visible(fileName)} ${how}: ${counts?.records ?? 0} of ${plural(split.records, 'record')} were processed (${done}).`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
