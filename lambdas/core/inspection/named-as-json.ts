import type { RejectionCode } from '../../contracts/rejection.ts';
import { type Rejection, reject } from './rejection.ts';

/** Says of a CSV file that its first row is not a header that fits. */
const NO_FITTING_HEADER: ReadonlySet<RejectionCode> = new Set<RejectionCode>([
  'MALFORMED_HEADER',
  'HEADER_TOO_LONG',
  'NO_HEADER',
  'UNNAMED_COLUMN',
  'MISSING_COLUMN',
  'DUPLICATE_COLUMN',
  'UNRECOGNISED_TYPE',
]);

export const JSON_LINES_NAME = /\.(jsonl|ndjson)(\.gz)?$/i;

const NAMES = [
  {
    pattern: JSON_LINES_NAME,
    says: 'JSON Lines',
    begins: 'does not begin with {',
    expected: 'one JSON object on each line',
  },
  {
    pattern: /\.json(\.gz)?$/i,
    says: 'JSON',
    begins: 'begins with neither [ nor {',
    expected: 'a JSON array of objects, or one JSON object on each line',
  },
] as const;

/**
 * The rejection of a file whose name says JSON and whose content does not. It was read as CSV, and advice about a header
 * row would not help. A file that has a fitting header row is CSV, whatever its name is.
 */
export function fitToName<R extends Rejection>(rejection: R, fileName: string): R | Rejection {
  const named = NAMES.find(({ pattern }) => pattern.test(fileName));
  if (named === undefined || !NO_FITTING_HEADER.has(rejection.code)) return rejection;
  return reject(
    'NOT_JSON',
    `The name of the file says ${named.says}, but its content ${named.begins}. Expected ${named.expected}. Remove what is before the first object. If the file is CSV, change the end of its name to .csv.`,
  );
}
