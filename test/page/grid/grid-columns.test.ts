import { expect, it } from 'vitest';
import type { GridRow } from '../../../page/check/protocol.ts';
import { gridColumns } from '../../../page/grid/grid-columns.ts';

const row = (cells: readonly string[], isMalformed = false): GridRow => ({
  ...{ record: 1, line: 2, cells, isMalformed, edited: [], isRemoved: false, issues: [] },
});
const FILE = [{ name: 'id' }, { name: 'email' }];

it('the columns of the grid keep their widths, and one is added for a row with too many cells', () => {
  const first = gridColumns(undefined, FILE, [row(['1', 'someone@example.com'])]);
  expect(first.all).toEqual(FILE);
  const long = row(['x'.repeat(30), '', 'behind']);
  const later = gridColumns(first, FILE, [long, row(['a record that cannot be read, and is long'], true)]);
  expect(later.all).toEqual([...FILE, { name: '' }]);
  expect(later.widths.slice(0, 2)).toEqual(first.widths);
  expect(gridColumns(later, FILE, []).all).toHaveLength(3);
});
