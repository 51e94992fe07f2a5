import type { CsvDialect } from '../../../../lambdas/core/records/record.ts';
import { withoutPadding } from './nasty-csv.ts';

export interface Boundary {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly malformed?: string;
}

/**
 * The rules of lambdas/core/records/README.md once more, on the whole file, with regular expressions instead of a
 * byte automaton: slow, and written to be checked by eye. Characters are bytes (latin1).
 */
export function boundariesByModel(file: Buffer, dialect: CsvDialect): Boundary[] {
  const text = file.toString('latin1');
  const D = dialect.delimiter === '|' ? '\\|' : dialect.delimiter;
  const quoted = ' *"(?:[^"]|"")*" *';
  const padding = '[\\r\\x1a\\0\\f]*(?:(?=\\n)|$(?![\\s\\S]))';
  const character = `[^"${D}\\r\\n\\x1a\\0\\f]|[\\r\\x1a\\0\\f](?!${padding})`;
  const strictField = `(?:${quoted}|(?:${character})*)`;
  const strictRecord = new RegExp(`${strictField}(?:${D}${strictField})*(?=${padding})`, 'y');
  const laxField = `(?:${quoted}|(?! *")[^${D}]*)`;
  const laxLine = new RegExp(`^${laxField}(?:${D}${laxField})*$(?![\\s\\S])`);
  const blankLine = new RegExp(`^[ ${D}\\r\\x1a\\0\\f]*$(?![\\s\\S])`);
  const readableFields = new RegExp(`^(?:${laxField}${D})*`);

  const found: Boundary[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    const next = feed === -1 ? text.length : feed + 1;
    at += /^(?:\xef\xbb\xbf)*/.exec(text.slice(at, next))?.[0].length ?? 0;
    const content = withoutPadding(text.slice(at, feed === -1 ? text.length : feed));
    const end = at + content.length;
    if (blankLine.test(content)) {
      at = next;
      line++;
    } else if (laxLine.test(content)) {
      found.push({ start: at, end, line });
      at = next;
      line++;
    } else {
      const several = severalLines(text, at, strictRecord, new RegExp(`${quoted}|${D}`, 'g'), dialect);
      if (several !== undefined) {
        found.push({ start: at, end: at + several.length, line });
        line += several.split('\n').length;
        at += several.length;
        at = text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at) + 1;
      } else {
        const rest = content.slice(readableFields.exec(content)?.[0].length ?? 0);
        const malformed = /^ *"(?:[^"]|"")*$/.test(rest) ? 'unclosed_quote' : 'junk_after_quote';
        found.push({ start: at, end, line, malformed });
        at = next;
        line++;
      }
    }
  }
  return found;
}

function severalLines(
  text: string,
  at: number,
  record: RegExp,
  parts: RegExp,
  dialect: CsvDialect,
): string | undefined {
  record.lastIndex = at;
  const match = record.exec(text)?.[0];
  if (match === undefined || !match.includes('\n')) return undefined;
  const columns = 1 + (match.match(parts) ?? []).filter((part) => part === dialect.delimiter).length;
  const { columns: fewest = 1, maxColumns: most = dialect.columns ?? columns } = dialect;
  if (columns < fewest || columns > most) return undefined;
  return match.length <= (dialect.maxMultilineBytes ?? 1024 * 1024) ? match : undefined;
}
