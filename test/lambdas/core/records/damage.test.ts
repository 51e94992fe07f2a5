import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CsvDialect } from '../../../../lambdas/core/records/record.ts';
import { createRecordScanner } from '../../../../lambdas/core/records/record-scanner.ts';
import { countReads } from '../../../support/count-reads.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { delimiters, writtenRecord } from './nasty-csv.ts';
import { recordsOf, scan } from './scan.ts';

/**
 * The one kind of record that a damaged one before it may still touch: it has several lines, and a quoted field
 * that begins with a delimiter or a line break, so that its opening quote could as well be a closing one.
 */
function isAmbiguous(record: string, delimiter: string): boolean {
  const escaped = delimiter === '|' ? '\\|' : delimiter;
  return record.includes('\n') && new RegExp(`(^|${escaped})"(?:"")* *(?:${escaped}|\\r*\\n)`).test(record);
}

type Damage = readonly [prose: string, damage: (record: string, at: number, length: number) => string];
const DAMAGES: readonly Damage[] = [
  ['a quote inserted', (record, at) => `${record.slice(0, at)}"${record.slice(at)}`],
  ['a character deleted', (record, at) => record.slice(0, at) + record.slice(at + 1)],
  ['a stretch cut out', (record, at, length) => record.slice(0, at) + record.slice(at + length)],
  ['its end cut off', (record, at) => record.slice(0, at)],
  ['a quote deleted', (record, at) => deleteQuote(record, at)],
];

function deleteQuote(record: string, near: number): string {
  const at = record.indexOf('"', near) === -1 ? record.indexOf('"') : record.indexOf('"', near);
  return at === -1 ? record : record.slice(0, at) + record.slice(at + 1);
}

const damagedFiles = fc
  .record({ delimiter: delimiters, columns: fc.integer({ min: 1, max: 4 }) })
  .chain(({ delimiter, columns }) =>
    fc.record({
      dialect: fc.constant<CsvDialect>({ format: 'csv', delimiter, columns }),
      before: fc.array(writtenRecord(delimiter, columns), { maxLength: 4 }),
      victim: writtenRecord(delimiter, columns),
      after: fc.array(
        writtenRecord(delimiter, columns).filter((record) => !isAmbiguous(record, delimiter)),
        { maxLength: 6 },
      ),
      at: fc.nat({ max: 20 }),
      length: fc.nat({ max: 10 }),
      lineBreak: fc.constantFrom('\n', '\r\n'),
    }),
  );

describe('damage to one record', () => {
  it.each(DAMAGES)('leaves all others as they were: %s', (_prose, damage) => {
    fc.assert(
      fc.property(damagedFiles, ({ dialect, before, victim, after, at, length, lineBreak }) => {
        const damaged = damage(victim, at % (victim.length + 1), length);
        const head = before.map((record) => record + lineBreak).join('');
        const tail = after.map((record) => record + lineBreak).join('');
        const file = Buffer.from(head + damaged + lineBreak + tail);
        const found = scan([file], dialect);
        const text = found.map(
          ({ start, end, malformed }) => file.toString('utf8', start, end) + (malformed ?? ''),
        );
        expect(text.slice(0, before.length)).toEqual(before);
        expect(text.slice(text.length - after.length)).toEqual(after);
        const own = found.slice(before.length, found.length - after.length);
        const bounds = { from: Buffer.byteLength(head), to: file.length - Buffer.byteLength(tail) };
        expect(own.every(({ start, end }) => start >= bounds.from && end <= bounds.to)).toBe(true);
      }),
      lawRuns(2000),
    );
  });

  it('can affect a record of several lines that begins a quoted field with a line break, if the columns add up', () => {
    const dialect: CsvDialect = { format: 'csv', delimiter: ',', columns: 3 };
    expect(recordsOf('1,2,"open\n3,"\nx",4\n5,6,7', dialect)).toEqual(['1,2,"open\n3,"', 'x",4', '5,6,7']);
    expect(recordsOf('1,"open\n3,"\nx",4\n5,6,7', dialect)).toEqual([
      'unclosed_quote: 1,"open',
      '3,"\nx",4',
      '5,6,7',
    ]);
  });

  it.each([
    ['every line opens a quote', '1,"open\n'],
    ['every line holds pairs of quotes behind an open one', '1,"""",""\n2,"""\n'],
    ['every line closes what the one before opened, with the wrong columns', '1,"open\n2,",x\n'],
    ['empty lines follow an open quote', '\n'],
    ['quotes alone', '"'],
    ['a single line', 'x,"y'],
  ])('costs linear time: %s', (_prose, unit) => {
    const file = Buffer.from(`1,"open\n${unit.repeat(300_000 / unit.length)}`);
    let records = 0;
    const dialect: CsvDialect = { format: 'csv', delimiter: ',', columns: 3, maxMultilineBytes: 100_000 };
    const scanner = createRecordScanner(dialect, { offset: 0, line: 1, recordNumber: 1 }, () => records++);
    const { bytes, reads } = countReads(file);
    scanner.push(bytes);
    scanner.end();
    expect(records).toBeGreaterThan(0);
    // A scanner that looked ahead again from each line would read each byte thousands of times.
    expect(reads() / file.length).toBeLessThan(10);
  });
});
