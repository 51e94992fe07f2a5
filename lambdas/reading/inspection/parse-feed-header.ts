import { type FeedHeader, FeedHeaderSchema } from '../../contracts/feed-header.ts';
import { utf16Encoding } from '../../core/encoding/detect-encoding.ts';
import { inPlainWords } from '../../core/wording/describe-issue.ts';
import { showName, visible } from '../../core/wording/show-value.ts';
import { FileRejected } from '../../runtime/errors.ts';

/** The most mistakes in one message. */
const MAX_SHOWN = 5;
/** The header is stored on the import, an item of at most 400 KB. */
export const MAX_HEADER_BYTES = 100 * 1024;

/** @throws FileRejected for a header file that is too large */
export function assertHeaderSize(bytes: number, name: string): void {
  if (bytes > MAX_HEADER_BYTES)
    throw rejected(name, `it has ${bytes} bytes, at most ${MAX_HEADER_BYTES} are allowed`);
}

/**
 * @param name of the file
 * @throws FileRejected where it declares no columns
 */
export function parseFeedHeader(bytes: Buffer, name: string): FeedHeader {
  const header = FeedHeaderSchema.safeParse(parse(bytes, name), inPlainWords);
  if (header.success) return header.data;
  const problems = header.error.issues.map(({ path, message }) => `${placeOf(path)}${message}`);
  const more = problems.length > MAX_SHOWN ? `; and ${problems.length - MAX_SHOWN} more` : '';
  throw rejected(name, `${problems.slice(0, MAX_SHOWN).join('; ')}${more}`);
}

function parse(bytes: Buffer, name: string): unknown {
  try {
    // UTF-16 is read by its byte order mark; that of UTF-8 is ignored; bytes that are no text are an error.
    const encoding = utf16Encoding(bytes) ?? 'utf-8';
    return JSON.parse(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch (error) {
    throw rejected(name, `it is not JSON in UTF-8 (${visible((error as Error).message)})`);
  }
}

/** `[2, "data_type"]`: "column 3, data_type: ". */
function placeOf([index, ...rest]: readonly PropertyKey[]): string {
  if (typeof index !== 'number') return '';
  return `${[`column ${index + 1}`, ...rest.map((part) => showName(String(part)))].join(', ')}: `;
}

function rejected(name: string, problem: string): FileRejected {
  const expected =
    'Expected an array of {"column_name": …, "data_type": …, "is_nullable": "YES" or "NO"}, with the column "id" among them. Upload both files of the pair again, or only the corrected header file.';
  return new FileRejected(
    'BAD_FEED_HEADER',
    `The header file ${showName(name)} cannot be used: ${problem}. ${expected}`,
  );
}
