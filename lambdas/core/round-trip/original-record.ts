import type { FileLayout } from '../../contracts/file-layout.ts';
import { RESERVED } from './reserved-names.ts';

/** With decimals of zero, as a column of numbers may be saved: 12.0. */
const NUMBER = /^([1-9]\d{0,14})(?:[.,]0+)?$/;
/** More bytes than a name and a number have, with quotes and white space. */
const PREFIX_BYTES = 64;
const OUR_HEADER = /^\ufeff?\s*"?rollcall:record"?[,;\t|]/i;

/** The number in a cell or a JSON value; undefined for a record that was added by hand. */
export function originalRecord(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const [, digits] = NUMBER.exec(value.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

const JSON_NUMBER = /^\s*\{\s*"rollcall:record"\s*:\s*"?(\d+)/;
const CELL_NUMBER = /^"?(\d+)(?=[",;\t|])/;

/** The number of a record that cannot be read, if it is where Rollcall writes it: in the first column, or the first key. */
export function originalOfText(raw: Buffer, layout: FileLayout): number | undefined {
  if (layout.format === 'csv' && layout.columns[0] !== RESERVED.record) return undefined;
  const pattern = layout.format === 'csv' ? CELL_NUMBER : JSON_NUMBER;
  return originalRecord(pattern.exec(raw.toString('latin1', 0, PREFIX_BYTES))?.[1]);
}

/** Whether a file begins with the header of a file of failed records. A byte order mark may come before it. */
export function beginsAsOurs(head: Buffer): boolean {
  return OUR_HEADER.test(head.toString('utf8', 0, PREFIX_BYTES));
}
