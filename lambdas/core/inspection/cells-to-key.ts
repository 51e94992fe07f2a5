import type { FileLayout } from '../../contracts/file-layout.ts';
import { matchField } from '../import-type/field-names.ts';
import type { ImportType } from '../import-type/import-type.ts';

/** A row of one cell is no record anyway, and one of two is read if they are the key. */
const ALWAYS_ENOUGH = 2;

/** The cells that a row must have to contain the key of its user; undefined where two are enough. */
export function cellsToKey(type: ImportType, layout: FileLayout): number | undefined {
  if (layout.format !== 'csv') return undefined;
  const last = layout.columns.findLastIndex((column) => {
    const match = matchField(type, column);
    return match.kind === 'known' && type.key.includes(match.name);
  });
  return last + 1 > ALWAYS_ENOUGH ? last + 1 : undefined;
}
