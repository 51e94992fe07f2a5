import { describe, expect, it } from 'vitest';
import type { JsonMistake } from '../../../../lambdas/core/records/json-text/json-mistake.ts';
import { sliceRecords } from '../../../../lambdas/core/records/slice-records.ts';
import { type JsonLinesRow, readJsonLines } from '../../../../lambdas/reading/csv/json-lines.ts';
import { HOSTILE_TEXTS } from '../../support/hostile-texts.ts';

function rowsOf(file: string | Buffer): JsonLinesRow[] {
  const start = { offset: 0, line: 1, recordNumber: 1 };
  return [...readJsonLines(sliceRecords(Buffer.from(file), { format: 'jsonl' }, start))];
}

function objectOf(row: JsonLinesRow): Readonly<Record<string, unknown>> | undefined {
  return row.malformed === undefined ? row.value : undefined;
}

const invalidAt = (position: number, mistake: JsonMistake) => ({ reason: 'invalid_json', position, mistake });

describe('reading JSON Lines', () => {
  it('tells each record as sent, with its number and line, in order', () => {
    expect(rowsOf('{"a":1}\r\n\r\n {"b":[2]}')).toEqual([
      { recordNumber: 1, line: 1, raw: Buffer.from('{"a":1}'), value: { a: 1 } },
      { recordNumber: 2, line: 3, raw: Buffer.from(' {"b":[2]}'), value: { b: [2] } },
    ]);
  });

  it.each<[prose: string, file: string | Buffer, malformed: unknown]>([
    ['broken JSON is located', '{"a":1,}', invalidAt(7, 'spare-comma')],
    ['broken JSON is located in a short line too', '{a}', invalidAt(1, 'bare-name')],
    ['a string that never ends is located', '{"a":"x', invalidAt(5, 'broken-text')],
    ['a byte order mark within the record is no JSON', '{\ufeff}', { reason: 'invalid_json', position: 1 }],
    ['an array is no object', '[1]', { reason: 'not_an_object', found: 'a list' }],
    ['a string is no object', '"a"', { reason: 'not_an_object', found: 'text' }],
    ['null is no object', 'null', { reason: 'not_an_object', found: 'null' }],
    ['invalid UTF-8 is not guessed at', Buffer.from('7b2261223a22ff227d', 'hex'), { reason: 'invalid_utf8' }],
    ['a NUL byte is not text', '{"a":"\0"}', { reason: 'nul_byte' }],
  ])('%s', (_prose, file, malformed) => {
    expect(rowsOf(file).map((row) => row.malformed)).toEqual([malformed]);
  });

  it.each(['\ufeff{"a":1}', '\x1e{"a":1}', '{"a":1},', '{"a":1}\r\r\n', '{"a":1}\n\x1a'])(
    'takes the object of %j',
    (file) => {
      expect(rowsOf(file)).toMatchObject([{ value: { a: 1 } }]);
    },
  );

  it('does not let a broken line touch its neighbours', () => {
    const rows = rowsOf('{"a":1}\n{"a":"\n{"a":3}');
    expect(rows.map((row) => objectOf(row) ?? row.malformed?.reason)).toEqual([
      { a: 1 },
      'invalid_json',
      { a: 3 },
    ]);
  });

  it('makes __proto__ a key like any other', () => {
    const [value] = rowsOf('{"__proto__":{"isAdmin":true}}').map(objectOf);
    expect(Object.keys(value ?? {})).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value?.isAdmin).toBeUndefined();
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });
});

describe('a JSON record of 8 MiB', () => {
  it.each(HOSTILE_TEXTS)('is located where it breaks, and throws nothing: $name', ({ of }) => {
    for (const start of ['{"a":', '{"a":"', '{"a":[']) {
      const raw = Buffer.from(start + of(8 * 1024 * 1024 - 10));
      const [row] = readJsonLines([{ recordNumber: 1, line: 1, start: 0, end: raw.length, raw }]);
      expect(row?.malformed?.reason).toMatch(/invalid_json|nul_byte/);
    }
  });
});
