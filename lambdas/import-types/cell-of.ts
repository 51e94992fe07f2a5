import type { Cell } from '../core/import-type/import-type.ts';
import type { FieldValue } from '../core/user/user.ts';

/** A value as a cell of `results.csv`: a list of scalars separated by commas, other nested values as JSON. */
export function cellOf(value: FieldValue): Cell {
  if (typeof value !== 'object') return value;
  const plain = Array.isArray(value) && value.every((item) => item !== null && typeof item !== 'object');
  return plain ? value.join(',') : JSON.stringify(value);
}
