import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecordScanner } from '../../../../lambdas/core/records/record-scanner.ts';
import { createSplitter } from '../../../../lambdas/core/records/splitter.ts';
import { countReads } from '../../../support/count-reads.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { arrayFile, LAYOUTS, type Layout, styleOf, users } from './nasty-json.ts';
import { elementsOf, readArray } from './read-array.ts';

type Damage = readonly [prose: string, damage: (element: string, at: number, length: number) => string];
const DAMAGES: readonly Damage[] = [
  ['a quote inserted', (element, at) => `${element.slice(0, at)}"${element.slice(at)}`],
  ['a bracket inserted', (element, at, n) => element.slice(0, at) + '{}[]'.charAt(n % 4) + element.slice(at)],
  ['a line break inserted', (element, at) => `${element.slice(0, at)}\n${element.slice(at)}`],
  ['a comma inserted', (element, at) => `${element.slice(0, at)},${element.slice(at)}`],
  ['a character deleted', (element, at) => element.slice(0, at) + element.slice(at + 1)],
  ['a stretch cut out', (element, at, length) => element.slice(0, at) + element.slice(at + length)],
  ['its end cut off', (element, at) => element.slice(0, at)],
];

/** With `}, {` the next element begins on the last line of the previous one: cutting off that line damages both. */
function keepsItsLine(layout: Layout, damaged: string): boolean {
  return layout !== 'hugging' || damaged.endsWith('\n}');
}

const damagedArrays = fc.record({
  layout: fc.constantFrom(...LAYOUTS),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  before: fc.array(users, { maxLength: 3 }),
  victim: users,
  after: fc.array(users, { maxLength: 3 }),
  at: fc.nat({ max: 200 }),
  length: fc.nat({ max: 10 }),
});

describe('damage to one element of a JSON array', () => {
  it.each(DAMAGES)('leaves all others as they were, unless the file is rejected: %s', (_prose, damage) => {
    fc.assert(
      fc.property(damagedArrays, ({ layout, lineBreak, at, length, ...values }) => {
        const style = styleOf(layout, lineBreak, 2);
        const [before, after] = [values.before.map(style.write), values.after.map(style.write)];
        const victim = style.write(values.victim);
        const damaged = damage(victim, at % victim.length, length);
        fc.pre(keepsItsLine(layout, damaged));
        const array = arrayFile(style.open + [...before, damaged, ...after].join(style.comma) + style.close);
        const { records, problem } = readArray(array);
        fc.pre(problem === undefined);
        const found = records.map(({ text }) => text);
        expect(found.slice(0, before.length)).toEqual(before);
        expect(found.slice(found.length - after.length)).toEqual(after);
      }),
      lawRuns(1500),
    );
  });

  it('costs one record when elements are pretty-printed and a quote is lost or added', () => {
    fc.assert(
      fc.property(damagedArrays, ({ at, ...values }) => {
        const style = styleOf('pretty', values.lineBreak, 2);
        const all = [...values.before, values.victim, ...values.after].map(style.write);
        const victim = style.write(values.victim);
        const quotes = [...victim.matchAll(/(?<!\\)"/g)].map(({ index }) => index);
        const quote = quotes[at % quotes.length] as number;
        const damaged = victim.slice(0, quote) + victim.slice(quote + 1);
        const texts = all.with(values.before.length, damaged);
        const { records, problem } = readArray(arrayFile(style.open + texts.join(style.comma) + style.close));
        expect(problem).toBeUndefined();
        expect(records.map(({ text }) => text)).toEqual(texts);
      }),
      lawRuns(500),
    );
  });
});

const EXAMPLES: readonly (readonly [prose: string, text: string, elements: readonly string[]])[] = [
  ['two commas separate once', '[{"a":1},,{"b":2}]', ['{"a":1}', '{"b":2}']],
  ['a comma before the end or the beginning is ignored', '[,{"a":1},]', ['{"a":1}']],
  ['elements need no comma between them', '[{"a":1}\n{"b":2} [3]]', ['{"a":1}', '{"b":2}', '[3]']],
  [
    'balanced nonsense is one element',
    '[{"a" 1,,},{b:"x},{"}, {"c":3}]',
    ['{"a" 1,,}', '{b:"x},{"}', '{"c":3}'],
  ],
  [
    'unescaped quotes in pairs cost nothing more',
    '[{"a":"x "y" z"},{"b":2}]',
    ['{"a":"x "y" z"}', '{"b":2}'],
  ],
  ['a string without its end', '[{"a":"x},{"b":2}]', ['{"a":"x}', '{"b":2}']],
  ['a string without its beginning', '[{"a":x"},{"b":2},{"c":3}]', ['{"a":x"}', '{"b":2}', '{"c":3}']],
  ['a name without its end', '[{"a:1},{"b":2}]', ['{"a:1}', '{"b":2}']],
  ['a line break in a string', '[\n{"a":"x\ny"},\n{"b":2}\n]', ['{"a":"x\ny"}', '{"b":2}']],
  ['a missing brace', '[{"a":{"x":1},{"b":2},{"c":3}]', ['{"a":{"x":1}', '{"b":2}', '{"c":3}']],
  ['a missing brace at the end of the array', '[{"a":1},{"b":2]', ['{"a":1}', '{"b":2']],
  ['a brace too many', '[{"a":1}},{"b":2}]', ['{"a":1}}', '{"b":2}']],
  ['a missing bracket', '[{"a":[1},{"b":2}]', ['{"a":[1}', '{"b":2}']],
  ['a bracket too many', '[{"a":[1]]},{"b":2}]', ['{"a":[1]]}', '{"b":2}']],
  ['a missing first brace', '["a":1,"x":2},{"b":2}]', ['"a":1,"x":2}', '{"b":2}']],
  [
    'a line cut off with its comma',
    '[\n{"a":1,"x\n{"b":2},\n{"c":3}\n]\n',
    ['{"a":1,"x', '{"b":2}', '{"c":3}'],
  ],
  ['the last line cut off', '[\n{"a":1},\n{"b":"x\n]\n', ['{"a":1}', '{"b":"x']],
  ['words and numbers', '[nul,tru e,1.2.3,{"a":1}]', ['nul', 'tru e', '1.2.3', '{"a":1}']],
  [
    'a list of objects is not taken for elements where each of those has a line',
    '[\n{"a":"x"y","l":[{"i":1},{"i":2}]},\n{"b":2}\n]',
    ['{"a":"x"y","l":[{"i":1},{"i":2}]}', '{"b":2}'],
  ],
  [
    'a list of objects is taken for elements in a file on one line, if a quote is lost',
    '[{"a":"x"y","l":[{"i":1},{"i":2}]},{"b":2}]',
    ['{"a":"x"y","l":[{"i":1}', '{"i":2}', '}', '{"b":2}'],
  ],
];

describe('a damaged JSON array', () => {
  it.each(EXAMPLES)('%s', (_prose, text, elements) => {
    expect(elementsOf(text)).toEqual(elements);
    expect(readArray(arrayFile(text)).problem).toBeUndefined();
  });

  it('shows the whole next element after one that extends over many buffers', () => {
    expect(shownBehind(3 * 1024 * 1024)).toEqual({ records: 3, shown: ['{"b":2}', '{"c":3}'] });
  });

  it('does not search for the next element where its bytes may be dropped: it is lost with the previous one', () => {
    expect(shownBehind(5 * 1024 * 1024)).toEqual({ records: 2, shown: ['{"c":3}'] });
  });

  it.each([
    ['every element opens another', '{"a":'],
    ['brackets alone', '['],
    ['quotes alone', '"'],
    ['every string ends in a brace', '",{" '],
    ['blanks before every brace', `,${' '.repeat(1000)}{`],
    ['closing brackets alone', ']'],
    ['an open string on every line', '{"a":"x\n'],
    ['backslashes', '\\'],
  ])('costs linear time: %s', (_prose, unit) => {
    const file = Buffer.from(unit.repeat(300_000 / unit.length));
    let records = 0;
    const start = { offset: 1, line: 1, recordNumber: 1 };
    const scanner = createRecordScanner({ format: 'json', indent: 0, inline: true }, start, () => records++);
    scanner.push(Buffer.from('{"a":1},"'));
    let reads = 0;
    for (let at = 0; at < file.length; at += 65_536) {
      const piece = countReads(file.subarray(at, at + 65_536));
      scanner.push(piece.bytes);
      reads += piece.reads();
    }
    scanner.end();
    expect(records).toBeGreaterThan(0);
    // A scanner that looked back or ahead again from each brace would read each byte thousands of times.
    expect(reads / file.length).toBeLessThan(10);
  });
});

/** What a conflict watch is shown of an array whose first element, of so many bytes, lost a quote. */
function shownBehind(bytes: number) {
  const file = Buffer.from(`[{"a":"${'x'.repeat(bytes)}},{"b":2},{"c":3}]`);
  const shown: string[] = [];
  const splitter = createSplitter({
    dialect: { format: 'json', indent: 0, inline: true },
    start: { offset: 1, line: 1, recordNumber: 1 },
    fileBytes: file.length,
    maxRecordBytes: 1000,
    conflicts: {
      add: (_, piece, from, to) => shown.push(piece.toString('utf8', from, to)),
      endChunk: () => 0,
    },
  });
  // The last buffer begins behind the brace of the next element.
  const cut = file.indexOf('"b"');
  for (let at = 1; at < cut; at += 65_536) splitter.push(file.subarray(at, Math.min(cut, at + 65_536)));
  splitter.push(file.subarray(cut));
  return { records: splitter.end().totals.records, shown };
}
