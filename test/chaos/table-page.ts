import { readFile, writeFile } from 'node:fs/promises';
import type { TableRow } from './fault-table.ts';

const PAGE = new URL('../../docs/reliability.md', import.meta.url);
const HEAD = ['| step | fault | at | result |', '|---|---|---|---|'];

/** The parts can be made one by one, because the whole table takes half an hour. */
export const TABLE_PARTS = [
  'states',
  'mail',
  'functions',
  'evaluation',
  'pairs',
  'requests',
  'events',
  'erasures',
] as const;
export type TablePart = (typeof TABLE_PARTS)[number];

const begin = (part: TablePart): string =>
  `<!-- ${part}: written by \`npm run chaos -- --table ${part}\` -->`;
const end = (part: TablePart): string => `<!-- ${part}: end -->`;

/** Replaces the rows of a part in the page. */
export async function writeTable(part: TablePart, rows: readonly TableRow[]): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  const lines = rows.map(
    ({ step, fault, at, result }) => `| ${step} | ${fault} | ${at.join(', ')} | ${result} |`,
  );
  const table = [begin(part), '', ...HEAD, ...lines, '', end(part)].join('\n');
  const [before, , after] = around(page, part);
  await writeFile(PAGE, before + table + after);
}

/** The rows that the page shows. */
export async function readTable(): Promise<readonly Omit<TableRow, 'at'>[]> {
  const page = await readFile(PAGE, 'utf8');
  const lines = TABLE_PARTS.flatMap((part) => around(page, part)[1].split('\n'));
  const rows = lines.filter((line) => line.startsWith('| ') && line !== HEAD[0]);
  return rows.map((line) => {
    const [, step = '', fault = '', , result = ''] = line.split('|').map((cell) => cell.trim());
    return { step, fault: fault as TableRow['fault'], result };
  });
}

function around(page: string, part: TablePart): readonly [before: string, table: string, after: string] {
  const [from, to] = [page.indexOf(begin(part)), page.indexOf(end(part))];
  if (from === -1 || to === -1) throw new Error(`docs/reliability.md has no place for ${part}`);
  return [page.slice(0, from), page.slice(from, to), page.slice(to + end(part).length)];
}
