import { DELIMITERS } from '../../contracts/delimiter.ts';
import type { FileLayout } from '../../contracts/file-layout.ts';
import { firstRows } from '../csv/first-rows.ts';
import type { Head } from './read-layout.ts';

/** How many rows below the supposed header are looked through. */
const MOST_ROWS = 20;

/**
 * What to do about a file whose header does not fit: where the header is, if something else, such as a title or a
 * comment, is above it. Undefined if there is none. `isHeader`: whether a file with these columns is accepted.
 */
export function titleHint(
  head: Head,
  layout: FileLayout,
  isHeader: (layout: FileLayout) => boolean,
): string | undefined {
  if (layout.format !== 'csv') return undefined;
  const below = head.bytes.subarray(layout.offset);
  for (const delimiter of DELIMITERS) {
    const rows = firstRows(below, delimiter, head.complete).slice(0, MOST_ROWS);
    const index = rows.findIndex((cells) => {
      const columns = cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
      return isHeader({ ...layout, delimiter, columns: columns.map((cell) => cell.trim()) });
    });
    if (index !== -1)
      return `The row with the names seems to be row ${index + 2} (blank rows are not counted). Delete everything above it, such as a title or a comment.`;
  }
  return undefined;
}
