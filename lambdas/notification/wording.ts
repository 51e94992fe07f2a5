import type { Import } from '../contracts/import.ts';
import type { RejectionCode } from '../contracts/rejection.ts';
import { isPreview } from '../core/lifecycle/is-preview.ts';
import { isResumable } from '../core/lifecycle/is-resumable.ts';
import { isComplete } from '../core/naming/feed-pair.ts';
import { ignoredCount, ignoredSentence } from '../core/wording/ignored-columns.ts';
import { plural } from '../core/wording/plural.ts';
import { shortName, visible } from '../core/wording/show-value.ts';

/** The subject line: how the import ended, and of which file. */
export function subject(item: Import): string {
  const { failed = 0, records = 0 } = item.counts ?? {};
  switch (item.status) {
    case 'EVALUATED':
      return `Import evaluated: ${nameOf(item)} (${numbers(item, plural(records, 'record'))})`;
    case 'AWAITING_CONFIRMATION':
      return `Import waiting for confirmation: ${nameOf(item)} (${numbers(item, plural(records, 'record'))})`;
    case 'EXPIRED':
      return `Import expired: ${nameOf(item)}`;
    case 'SUPERSEDED':
      return `Import superseded: ${nameOf(item)}`;
    case 'COMPLETED':
      return `Import completed: ${nameOf(item)} (${numbers(item, plural(records, 'record'), otherWarnings(item))})`;
    case 'COMPLETED_WITH_ERRORS':
      if (failed === records)
        return `Import failed: ${nameOf(item)} (${numbers(item, `${allOf(records)} failed`)})`;
      return `Import completed with errors: ${nameOf(item)} (${numbers(item, `${failed} of ${plural(records, 'record')} failed`)})`;
    case 'REJECTED':
      return `Import rejected: ${nameOf(item)}`;
    case 'CANCELLED':
      return `Import cancelled: ${nameOf(item)}`;
    case 'STOPPED':
      return `Import stopped: ${nameOf(item)}`;
    default:
      return `Import aborted: ${nameOf(item)}`;
  }
}

/** What a subject says in brackets. Columns that were ignored must be seen by who reads no further. */
function numbers(item: Import, ...parts: readonly (string | undefined)[]): string {
  const [first, ...others] = parts;
  return [first, ignoredCount(item), ...others].filter((part) => part !== undefined).join(', ');
}

/** There is one warning for each ignored column. */
function otherWarnings({ counts, unknownColumns = [] }: Import): string | undefined {
  const { warnings = 0 } = counts ?? {};
  return warnings <= unknownColumns.length ? undefined : plural(warnings, 'warning');
}

/** What happened: one sentence, and one about columns that were ignored. */
export function headline(item: Import): string {
  const ignored = item.counts === undefined ? undefined : ignoredSentence(item, isPreview(item));
  return [whatHappened(item), ...(ignored === undefined || item.status === 'REJECTED' ? [] : [ignored])].join(
    ' ',
  );
}

function whatHappened(item: Import): string {
  const { failed = 0, records = 0, created = 0, updated = 0, unchanged = 0 } = item.counts ?? {};
  const done = `${created} created, ${updated} updated, ${unchanged} unchanged`;
  switch (item.status) {
    case 'EVALUATED':
      return `Nothing was changed. ${preview(item)}`;
    case 'AWAITING_CONFIRMATION':
      return `${preview(item)} Nothing is changed until you confirm the import. Without your confirmation, it expires at ${item.confirmation?.expiresAt}.`;
    case 'EXPIRED':
      return `${sentenceStart(item)} was not imported, and nothing was changed: ${
        item.feed !== undefined && !isComplete(item.feed)
          ? 'the other file of its pair did not arrive in time'
          : 'the import was not confirmed in time'
      }.`;
    case 'SUPERSEDED':
      return item.reason?.code === 'SourceChanged'
        ? unfinished(
            item,
            'ended because the file was uploaded again under the same name',
            `${done}, ${failed} failed`,
          )
        : `${sentenceStart(item)} was not imported: a later pair of files of the same feed replaced it.`;
    case 'COMPLETED':
      return records === 1
        ? `The only record of ${nameOf(item)} was imported: ${done}.`
        : `All ${plural(records, 'record')} of ${nameOf(item)} were imported: ${done}.`;
    case 'COMPLETED_WITH_ERRORS':
      if (failed === records) return `No record of ${nameOf(item)} was imported: ${allOf(records)} failed.`;
      return `${records - failed} of ${plural(records, 'record')} of ${nameOf(item)} ${wasOrWere(records - failed)} imported (${done}), ${failed} failed.`;
    case 'REJECTED':
      return `${sentenceStart(item)} was not imported, and nothing was changed.${mayBeSentAsIs(item) ? '' : ' The file must be fixed first.'}`;
    case 'CANCELLED':
      return unfinished(item, 'was cancelled', `${done}, ${failed} failed`);
    default:
      return unfinished(item, howItWasStopped(item), `${done}, ${failed} failed`);
  }
}

/** Rejections whose reason has a way to import the file as it is: an option, a setting, or another time. */
const WITHOUT_A_FIX: ReadonlySet<string> = new Set<RejectionCode>([
  'BAD_COLUMN',
  'BAD_MAPPING',
  'BAD_METADATA',
  'MISSING_COLUMN',
  'MISSING_KEY',
  'SIMILAR_COLUMNS',
  'TENANT_SUSPENDED',
  'TOO_MANY_DUPLICATES',
  'TOO_MANY_IMPORTS',
  'UNKNOWN_TYPE',
  'WRONG_ENCODING',
]);

function mayBeSentAsIs({ reason }: Import): boolean {
  return WITHOUT_A_FIX.has(reason?.code ?? '');
}

interface Contacts {
  /** Where senders confirm an import, if the stage names it: a link, in which `{importId}` is replaced, or an e-mail address. */
  readonly confirmationContact?: string | undefined;
  /** Where a person sees an import: a link, in which `{importId}` is replaced. */
  readonly importLink: string;
}

/** Where a person sees the import. */
export function linkTo({ importId }: Pick<Import, 'importId'>, { importLink }: Contacts): string {
  return importLink.replaceAll('{importId}', importId);
}

/** What the sender can do next; undefined when there is nothing to do. */
export function nextStep(item: Import, contacts: Contacts): string | undefined {
  const { importId, status, files } = item;
  switch (status) {
    case 'AWAITING_CONFIRMATION':
      return howToConfirm(item, contacts);
    case 'COMPLETED_WITH_ERRORS':
      return 'Fix the failed records and send them again, alone or with the rest of the file.';
    case 'REJECTED':
      return mayBeSentAsIs(item)
        ? 'Do what the reason says, and send the file again.'
        : 'Fix the file and send it again.';
    case 'SUPERSEDED':
      return item.reason?.code === 'SourceChanged'
        ? 'The new upload is imported separately and has its own e-mail. To import the earlier content as well, upload that file again under another name.'
        : undefined;
    case 'CANCELLED':
    case 'STOPPED':
    case 'ABORTED':
      if (!isResumable(item))
        return 'Upload the file again. Users that were imported already are then unchanged.';
      return files?.unprocessedRecords === undefined
        ? `Ask your Rollcall administrator to resume import ${importId}.`
        : `Ask your Rollcall administrator to resume import ${importId}, or send the unprocessed records again.`;
    default:
      return undefined;
  }
}

function howToConfirm(item: Import, { confirmationContact = '', importLink }: Contacts): string {
  const contact = confirmationContact === '' ? importLink : confirmationContact;
  if (contact.includes('://'))
    return `To confirm or cancel the import, open ${linkTo(item, { importLink: contact })}`;
  return `To confirm or cancel the import, write to ${contact}. Name the import ${item.importId}.`;
}

/** The file name as data: quoted, shortened, with control characters made visible. Its words are the sender's, not ours. */
export function quotedName({ fileName }: Pick<Import, 'fileName'>): string {
  return visible(JSON.stringify(shortName(fileName)));
}

function nameOf(item: Pick<Import, 'fileName'>): string {
  return `the file ${quotedName(item)}`;
}

/** At the start of a sentence. */
function sentenceStart(item: Pick<Import, 'fileName'>): string {
  return `The file ${quotedName(item)}`;
}

function allOf(records: number): string {
  return records === 1 ? 'its only record' : `all ${records} records`;
}

/** An exceeded error budget and a manual stop are not failures of the system. */
function howItWasStopped({ reason }: Import): string {
  switch (reason?.code) {
    case 'ErrorBudgetExceeded':
      return 'was stopped because too many of its records failed';
    case 'SourceDeleted':
      return 'was stopped because the file was deleted';
    case 'ExecutionStopped':
      return 'was stopped';
    default:
      return 'was aborted because of a system failure';
  }
}

function preview({ fileName, counts }: Import): string {
  const { failed = 0, records = 0, created = 0, updated = 0, unchanged = 0 } = counts ?? {};
  return `The import of ${nameOf({ fileName })} (${plural(records, 'record')}) would update ${plural(updated, 'user')}, create ${created} and leave ${unchanged} unchanged; ${failed === 0 ? 'no record' : plural(failed, 'record')} would fail.`;
}

function unfinished({ fileName, split, counts }: Import, how: string, done: string): string {
  return split === undefined
    ? `The import of ${nameOf({ fileName })} ${how} before any record was imported.`
    : `The import of ${nameOf({ fileName })} ${how}: ${counts?.records ?? 0} of ${plural(split.records, 'record')} ${wasOrWere(counts?.records ?? 0)} processed (${done}).`;
}

function wasOrWere(count: number): string {
  return count === 1 ? 'was' : 'were';
}
