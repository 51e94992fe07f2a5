import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import {
  IMPORT_CHANGES,
  type ImportChangeRule,
  ImportStatusSchema,
} from '../../lambdas/contracts/import-status.ts';

it('docs/architecture.md lists every status with the statuses that can follow it', async () => {
  const page = await readFile('docs/architecture.md', 'utf8');
  const section = page.slice(page.indexOf('\n## Statuses'), page.indexOf('\n## Chunks'));
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const written = rows.map(([, status = '', , next = '']) => [
    status.replaceAll('`', ''),
    [...next.matchAll(/`([A-Z_]+)`/g)].map((match) => match[1]).sort(),
  ]);
  const rules = Object.values<ImportChangeRule>(IMPORT_CHANGES);
  const expected = ImportStatusSchema.options.map((status) => {
    const next = rules.flatMap(({ from, to = [] }) => (from.includes(status) ? to : []));
    return [status, [...new Set(next)].filter((each) => each !== status).sort()];
  });
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(expected));
});
