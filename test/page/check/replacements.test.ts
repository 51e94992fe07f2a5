import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkInPage } from './check-file.ts';

const CHOICES = { tenant: 'acme', importType: 'participants' } as const;
const NAMES = ['firstName', 'lastName'] as const;

/** Texts that contain each other, and that CSV and JSON write in more than one way. */
const TEXTS = ['a', 'ab', 'b a', 'ü', 'say "a"', 'a;b', '100', 'true', '', '='];
const text = fc.constantFrom(...TEXTS);

const change = fc.oneof(
  fc
    .record({ kind: fc.constant('replace' as const), column: fc.nat(1), from: text, to: text })
    .filter(({ from, to }) => from !== to),
  fc.record({ kind: fc.constant('edit' as const), record: fc.nat(3), column: fc.nat(1), value: text }),
  fc.constant({ kind: 'undo' as const }),
);

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
type Table = readonly (readonly string[])[];

/** The states of the table: each change adds one, and undo removes it. */
function changed(states: readonly Table[], change: Change): readonly Table[] {
  const now = states.at(-1) as Table;
  if (change.kind === 'undo') return states.length > 1 ? states.slice(0, -1) : states;
  const next =
    change.kind === 'edit'
      ? now.map((row, i) => (i === change.record ? row.with(change.column, change.value) : row))
      : now.map((row) => (row[change.column] === change.from ? row.with(change.column, change.to) : row));
  // A change of nothing is no step.
  return JSON.stringify(next) === JSON.stringify(now) ? states : [...states, next];
}

const csvCell = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const csvOf = (table: Table) =>
  ['accountId,id,firstName,lastName', ...table.map((row, i) => `a,${i},${row.map(csvCell).join(',')}`)].join(
    '\n',
  );

/** Letters as escapes, and numbers and words without quotes, as other programs write them. */
function jsonCell(cell: string): string {
  if (cell === '100') return '1e2';
  if (cell === 'true') return cell;
  return JSON.stringify(cell).replace('ü', '\\u00fc').replace('b', '\\u0062');
}
const jsonOf = (table: Table) =>
  table
    .map((row, i) => {
      const cells = row.map((cell, column) => `"${NAMES[column]}":${jsonCell(cell)}`);
      return `{"accountId":"a","id":"${i}",${cells.join(',')}}`;
    })
    .join('\n');

it.each([
  ['CSV', csvOf, 'p.csv'],
  ['JSON Lines', jsonOf, 'p.jsonl'],
])(
  'cells of %s are as a table after the same replacements and edits, in any order',
  async (_, write, name) => {
    const table = fc.array(fc.tuple(text, text), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(table, fc.array(change, { maxLength: 6 }), async (first, changes) => {
        const { client } = await checkInPage(write(first), name, CHOICES);
        let states: readonly Table[] = [first];
        for (const one of changes) {
          const before = states;
          states = changed(states, one);
          // The page asks for no change to the same text.
          if (one.kind === 'edit' && states === before) continue;
          if (one.kind === 'replace') await client.ask('replace', { ...one, column: one.column + 2 });
          else if (one.kind === 'undo') await client.ask('undo', {});
          else {
            const { record, column, value } = one;
            await client.ask('edit', { cells: [{ record: record + 1, column: column + 2, value }] });
          }
        }
        const { selection, count } = await client.ask('select', { filter: { kind: 'all' } });
        const { rows } = await client.ask('rows', { selection, from: 0, count });
        expect(rows.map(({ cells }) => cells.slice(2))).toEqual(states.at(-1));
      }),
      { numRuns: 60 },
    );
  },
);
