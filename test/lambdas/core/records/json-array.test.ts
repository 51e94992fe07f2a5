import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChunkRange } from '../../../../lambdas/contracts/chunk.ts';
import { isSeparator } from '../../../../lambdas/core/records/json-array/filled-bytes.ts';
import { sliceRecords } from '../../../../lambdas/core/records/slice-records.ts';
import { createSplitter } from '../../../../lambdas/core/records/splitter.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { cuts, cutUp } from './nasty-csv.ts';
import { type ArrayFile, arrayFile, nastyArrays, validArrays } from './nasty-json.ts';
import { elementsOf, readArray } from './read-array.ts';

/** What is between elements, without the bytes of byte order marks, record separators and padding. */
function betweenElements(bytes: Buffer): string {
  return bytes.filter((byte) => !isSeparator(byte)).toString();
}

describe('the elements of a JSON array', () => {
  it('are those that JSON.parse finds, in any layout', () => {
    fc.assert(
      fc.property(validArrays, ({ text, values }) => {
        const { records, problem } = readArray(arrayFile(text));
        expect(records.map((record) => JSON.parse(record.text))).toEqual(JSON.parse(text));
        expect(records).toHaveLength(values.length);
        expect(problem).toBeUndefined();
      }),
      lawRuns(2000),
    );
  });

  it('have the line on which they begin, and neither commas nor white space around them', () => {
    const text = '\n[\n\n  {"a":\n1} ,\r\n\t[\n"b,]" ] , "c" ,null\n,\n-1.5e3 ]\n\n';
    const { records, lines } = readArray(arrayFile(text));
    expect(records.map((record) => [record.text, record.line])).toEqual([
      ['{"a":\n1}', 4],
      ['[\n"b,]" ]', 6],
      ['"c"', 7],
      ['null', 7],
      ['-1.5e3', 9],
    ]);
    expect(lines).toBe(10);
  });

  it('are found after brackets that are nested deeper than their kinds are stored', () => {
    const deep = `${'['.repeat(3000)}${']'.repeat(3000)}`;
    expect(elementsOf(`[{"a":${deep}},{"b":${'{"x":'.repeat(2000)}1${'}'.repeat(2000)}},1]`)).toHaveLength(3);
  });

  it('do not depend on how the stream is cut into buffers', () => {
    fc.assert(
      fc.property(nastyArrays, cuts, (array, sizes) => {
        expect(readArray(array, sizes)).toEqual(readArray(array));
      }),
      lawRuns(3000),
    );
  });
});

describe('a JSON array that is not complete', () => {
  it('is reported wherever it is cut off', () => {
    fc.assert(
      fc.property(validArrays, fc.nat(), ({ text }, at) => {
        const [from, to] = [text.indexOf('[') + 1, text.lastIndexOf(']')];
        const { problem } = readArray(arrayFile(text.slice(0, from + (at % (to - from + 1)))));
        expect(problem?.kind).toMatch(/^unclosed_(array|element)$/);
      }),
      lawRuns(2000),
    );
  });

  it('is reported with its place when text follows it', () => {
    const behind = fc.constantFrom('x', '[1]', ']', ',', '{"id":"u"}', '"', '\ufeff');
    const padding = fc.constantFrom('', '\0', '\x1a\0');
    fc.assert(
      fc.property(validArrays, padding, behind, ({ text, values }, before, more) => {
        const { problem, records } = readArray(arrayFile(`${text}\n${before}${more}`));
        expect(records.slice(0, values.length).map((record) => JSON.parse(record.text))).toEqual(values);
        const line = `${text}\n`.split('\n').length;
        const offset = Buffer.byteLength(`${text}\n${before}`);
        expect(problem).toEqual({ kind: 'text_behind', offset, line });
      }),
      lawRuns(500),
    );
  });

  it('is complete when Ctrl-Z and NULs follow it', () => {
    const { problem, records } = readArray(arrayFile('[{"a":1}]\r\n\x1a\0\0'));
    expect(records.map(({ text }) => text)).toEqual(['{"a":1}']);
    expect(problem).toBeUndefined();
  });

  it.each([
    ['[', 'unclosed_array', 1, 1],
    ['[\n{"a":1},\n', 'unclosed_array', 11, 3],
    ['[{"a":1}', 'unclosed_array', 8, 1],
    ['[\n{"a":1},\n{"b":[1],', 'unclosed_element', 11, 3],
    ['[{"a":1},{"b":"}]', 'unclosed_element', 9, 1],
    ['[{"a":1},{"b":"\n}]', 'damaged_element', 9, 1],
  ])('is reported with its place: %j', (text, kind, offset, line) => {
    expect(readArray(arrayFile(text)).problem).toEqual({ kind, offset, line });
  });
});

const tinyLimits = fc.record({
  chunkBytes: fc.integer({ min: 1, max: 60 }),
  chunkRecords: fc.integer({ min: 1, max: 5 }),
  maxRecordBytes: fc.integer({ min: 1, max: 40 }),
  maxBlankBytes: fc.integer({ min: 0, max: 6 }),
});

describe('splitting a JSON array', () => {
  it('finds the same elements in each chunk by itself as in the whole file', () => {
    fc.assert(
      fc.property(nastyArrays, tinyLimits, cuts, (array, limits, sizes) => {
        const { file, dialect, offset, line } = array;
        const start = { offset, line, recordNumber: 1 };
        const splitter = createSplitter({ dialect, start, fileBytes: file.length, ...limits });
        const early = cutUp(file.subarray(offset), sizes).flatMap((piece) => splitter.push(piece));
        const { chunks: late, totals, problem } = splitter.end();
        const chunks = [...early, ...late];
        const slices = chunks.map((chunk) => {
          const first = { offset: chunk.start, line: chunk.firstLine, recordNumber: chunk.firstRecord };
          return [...sliceRecords(file.subarray(chunk.start, chunk.end), dialect, first)];
        });
        const whole = readArray(array);
        const found = slices.flat().map(({ start, raw, line }) => ({ start, text: raw.toString(), line }));
        expect(found).toEqual(whole.records);
        expect(slices.flat().map(({ recordNumber }) => recordNumber)).toEqual(
          whole.records.map((_, i) => i + 1),
        );
        expect(chunks.map(({ records }) => records)).toEqual(slices.map(({ length }) => length));
        expect({ totals, problem }).toEqual({
          totals: { records: whole.records.length, chunks: chunks.length, lines: whole.lines },
          problem: whole.problem,
        });
        expectTiles(array, chunks, limits.maxBlankBytes);
      }),
      lawRuns(4000),
    );
  });
});

/** Bytes in no chunk are a long range without records. */
function expectTiles(
  { file, offset }: ArrayFile,
  chunks: readonly ChunkRange[],
  maxBlankBytes: number,
): void {
  const edges = [...chunks, { start: file.length, end: file.length }];
  let at = offset;
  for (const { start, end } of chunks.length === 0 ? [] : edges) {
    if (start !== at) {
      expect(betweenElements(file.subarray(at, start))).toMatch(/^[\s,\]]*$/);
      expect(start - at).toBeGreaterThan(maxBlankBytes);
    }
    at = end;
  }
}
