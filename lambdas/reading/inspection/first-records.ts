import type { FileLayout } from '../../contracts/file-layout.ts';
import { type EnclosingObject, enclosingObject } from '../../core/inspection/enclosing-object.ts';
import { selector, skipBlank } from '../../core/inspection/json-opening.ts';
import type { Sampled } from '../../core/inspection/json-structure.ts';
import { dialectOf } from '../../core/records/dialect.ts';
import { sliceRecords } from '../../core/records/slice-records.ts';
import { readJsonLines } from '../csv/json-lines.ts';
import type { Head } from './read-layout.ts';

/** Enough to see the names that the records of one sender have. Names in later records are judged with their record. */
const SAMPLED_RECORDS = 100;

/** The first records of a JSON file, without malformed ones, and how jq reaches them. */
export function firstRecords({ bytes }: Head, layout: FileLayout): Sampled {
  const dialect = dialectOf(layout);
  if (dialect.format === 'csv') return { records: [], each: '.' };
  const first = { offset: layout.offset, line: layout.line, recordNumber: 1 };
  const slices = [...sliceRecords(bytes.subarray(layout.offset), dialect, first).take(SAMPLED_RECORDS)];
  const records = readJsonLines(slices).flatMap((record) => (record.malformed ? [] : [record.value]));
  if (layout.format !== 'json' || layout.enclosing === 'none') return { records: [...records], each: '.' };
  if (layout.enclosing === undefined) return { records: [...records], each: '.[]' };
  const around = objectAround(bytes, layout.offset, slices.at(-1)?.end);
  return { records: [...records], each: `${selector(around ?? { path: [''] })}[]`, around };
}

/** With the members behind the array, if it ends with the last of the sampled records; otherwise with those before it. */
function objectAround(bytes: Buffer, offset: number, last: number | undefined): EnclosingObject | undefined {
  const before = bytes.subarray(0, offset);
  const rest = last === undefined ? Buffer.alloc(0) : bytes.subarray(last);
  const behind = last === undefined ? undefined : indexBehindBracket(rest.toString('latin1', 0, 64));
  const whole = behind === undefined ? undefined : enclosingObject(before, rest.subarray(behind));
  return whole ?? enclosingObject(before, Buffer.from('}'));
}

/** Index behind the closing bracket of an array, if the text begins with it. */
function indexBehindBracket(text: string): number | undefined {
  const comma = skipBlank(text, 0);
  const at = text[comma] === ',' ? skipBlank(text, comma + 1) : comma;
  return text[at] === ']' ? at + 1 : undefined;
}
