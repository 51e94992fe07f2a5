import { describe, expect, it } from 'vitest';
import type { FileLayout } from '../../../../lambdas/contracts/file-layout.ts';
import {
  beginsAsOurs,
  originalOfText,
  originalRecord,
} from '../../../../lambdas/core/round-trip/original-record.ts';
import { csvLayout } from '../../support/csv-layout.ts';

const OURS = csvLayout('rollcall:record', 'rollcall:errors', 'id');
const JSONL: FileLayout = { format: 'jsonl', offset: 0, line: 1 };

describe('the number of an original record', () => {
  it.each([
    ['12', 12],
    [' 12 ', 12],
    [12, 12],
    ['12.0', 12],
    ['12,00', 12],
    ['', undefined],
    ['0', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['1E5', undefined],
    [1.5, undefined],
    [-1, undefined],
    ['9'.repeat(40), undefined],
    [null, undefined],
    [{}, undefined],
  ])('is read from %j as %j', (value, expected) => {
    expect(originalRecord(value)).toBe(expected);
  });

  it.each([
    ['a row with an open quote', '12,reason,"x', OURS, 12],
    ['a row whose number is quoted', '"12","reason",x"y', OURS, 12],
    ['a row of a file with other columns', '12,reason,"x', csvLayout('id', 'rollcall:record'), undefined],
    ['a row without a number', ',reason,"x', OURS, undefined],
    ['a row that begins with a longer text', '12a,reason', OURS, undefined],
    ['a damaged object', '{"rollcall:record":12,"id":', JSONL, 12],
    ['a damaged object with spaces', ' { "rollcall:record": "12", "id":', JSONL, 12],
    ['an object with another key in front', '{"id":"x","rollcall:record":12', JSONL, undefined],
  ])('is found in text that cannot be read: %s', (_, text, layout, expected) => {
    expect(originalOfText(Buffer.from(text), layout)).toBe(expected);
  });

  it.each([
    ['rollcall:record,rollcall:errors,id', true],
    ['\ufeff"rollcall:record";rollcall:errors', true],
    ['Rollcall:Record;Rollcall:Errors;id', true],
    ['rollcall:records,id', false],
    ['id,rollcall:record', false],
  ])('has a column at the beginning of a file that begins with %j: %j', (head, expected) => {
    expect(beginsAsOurs(Buffer.from(head))).toBe(expected);
  });
});
