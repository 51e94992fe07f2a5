import type { Issue } from '../../contracts/issue.ts';
import { warning } from '../wording/issue.ts';
import { showValue } from '../wording/show-value.ts';
import { sent, wording } from '../wording/wording.ts';
import { originalRecord } from './original-record.ts';
import { RESERVED } from './reserved-names.ts';

/**
 * The warning about a number of the original record that cannot be used; undefined if it can. The record is then named by
 * its number in this file, which another record may have had in the first one. Whether a number is right is not known: it
 * is that of another file.
 */
export function originalDoubt(value: unknown): Issue | undefined {
  if (originalRecord(value) !== undefined) return undefined;
  const isBlank = value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
  const found = isBlank ? 'is blank' : wording`must be a whole number, found ${sent(showValue(value))}`;
  return warning(
    'BAD_REQUEST',
    wording`${RESERVED.record} ${found}; the record is named by its number in this file. Copy the number from the file of failed records, if it has one there`,
    RESERVED.record,
  );
}
