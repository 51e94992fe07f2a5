import type { Import } from '../contracts/import.ts';

/** The subject line: how it ended and of which file, so that an inbox is readable without opening anything. */
export function subject(item: Import): string {
  const { failed = 0, records = 0 } = item.counts ?? {};
  switch (item.status) {
    case 'COMPLETED':
      return `Import completed: ${item.fileName} (${plural(records, 'record')})`;
    case 'COMPLETED_WITH_ERRORS':
      return `Import completed with errors: ${item.fileName} (${failed} of ${plural(records, 'record')} failed)`;
    case 'REJECTED':
      return `Import rejected: ${item.fileName}`;
    case 'CANCELLED':
      return `Import cancelled: ${item.fileName}`;
    default:
      return `Import aborted: ${item.fileName}`;
  }
}

/** What happened, in one sentence. */
export function headline(item: Import): string {
  const { failed = 0, records = 0, created = 0, updated = 0, unchanged = 0 } = item.counts ?? {};
  const done = `${created} created, ${updated} updated, ${unchanged} unchanged`;
  switch (item.status) {
    case 'COMPLETED':
      return records === 1
        ? `The 1 record of ${item.fileName} was imported: ${done}.`
        : `All ${plural(records, 'record')} of ${item.fileName} were imported: ${done}.`;
    case 'COMPLETED_WITH_ERRORS':
      return `${records - failed} of ${plural(records, 'record')} of ${item.fileName} were imported (${done}), ${failed} failed.`;
    case 'REJECTED':
      return `${item.fileName} was not imported, and nothing was changed: the file must be mended first.`;
    case 'CANCELLED':
      return interrupted(item, 'was cancelled', `${done}, ${failed} failed`);
    default:
      return interrupted(item, 'was interrupted by a failure of the system', `${done}, ${failed} failed`);
  }
}

function interrupted({ fileName, split, counts }: Import, how: string, done: string): string {
  return split === undefined
    ? `The import of ${fileName} ${how} before any record was imported.`
    : `The import of ${fileName} ${how}: ${counts?.records ?? 0} of ${plural(split.records, 'record')} were processed (${done}).`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
