import type { FileLayout } from '../../contracts/file-layout.ts';
import { openJsonObject, selector, skipBlank } from '../../core/inspection/json-opening.ts';
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
  const slices = sliceRecords(bytes.subarray(layout.offset), dialect, first).take(SAMPLED_RECORDS);
  const records = readJsonLines(slices).flatMap((record) => (record.malformed ? [] : [record.value]));
  return { records: [...records], each: eachRecord(bytes, layout) };
}

function eachRecord(bytes: Buffer, layout: FileLayout): string {
  if (layout.format !== 'json' || layout.enclosing === 'none') return '.';
  if (layout.enclosing === undefined) return '.[]';
  const text = bytes.toString('latin1', 0, layout.offset + 64);
  const [array] = openJsonObject(text, skipBlank(text, text.indexOf('{'))).arrays;
  return `${selector(array ?? { path: [''] })}[]`;
}
