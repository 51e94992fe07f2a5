import type { FileLayout } from '../../contracts/file-layout.ts';

/** What the sender calls the names in a file of this format. An import without a layout is most often CSV. */
export function nameNoun(format: FileLayout['format'] | undefined): 'column' | 'key' {
  return format === undefined || format === 'csv' ? 'column' : 'key';
}
