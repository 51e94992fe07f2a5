import { readFile, writeFile } from 'node:fs/promises';
import type { TableRow } from './fault-table.ts';

const PAGE = new URL('../../docs/reliability.md', import.meta.url);
const BEGIN = '<!-- Written by `npm run chaos -- --table`. -->';
const END = '<!-- End of what it wrote. -->';
const HEAD = ['| step | fault | at | the import |', '|---|---|---|---|'];

/** Puts the rows into the page, in place of those of the last run. */
export async function writeTable(rows: readonly TableRow[]): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  const lines = rows.map(
    ({ step, fault, at, result }) => `| ${step} | ${fault} | ${at.join(', ')} | ${result} |`,
  );
  const table = [BEGIN, '', ...HEAD, ...lines, '', END].join('\n');
  const [before, , after] = partsOf(page);
  await writeFile(PAGE, before + table + after);
}

/** The rows that the page shows. */
export async function readTable(): Promise<readonly Omit<TableRow, 'at'>[]> {
  const [, table] = partsOf(await readFile(PAGE, 'utf8'));
  const lines = table.split('\n').filter((line) => line.startsWith('| ') && line !== HEAD[0]);
  return lines.map((line) => {
    const [, step = '', fault = '', , result = ''] = line.split('|').map((cell) => cell.trim());
    return { step, fault: fault as TableRow['fault'], result };
  });
}

function partsOf(page: string): readonly [before: string, table: string, after: string] {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end === -1) throw new Error('docs/reliability.md has no place for the table');
  return [page.slice(0, begin), page.slice(begin, end), page.slice(end + END.length)];
}
