import { describe, expect, it } from 'vitest';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { composeReport } from '../../../lambdas/notification/compose-report.ts';
import { countsOf, importItem } from '../support/import-item.ts';

const JSONL = { format: 'jsonl', offset: 0, line: 1 } as const;
const OPTIONS = {
  bucket: 'b',
  attached: new Set<string>(),
  importLink: 'https://imports.example.com/#/imports/{importId}',
};
const many = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);

/** The end of the subject from its bracket, and the last sentence of the first paragraph. */
function shown(fields: Partial<Import>): readonly [string, string] {
  const { subject, text } = composeReport(importItem(fields), OPTIONS);
  const [first = ''] = text.split('\n\n');
  return [/ (\([^)]*\))?$/.exec(subject)?.[1] ?? '', first.split(/(?<=\.) (?=[A-Z])/).at(-1) ?? ''];
}

describe('columns that were ignored', () => {
  const two = countsOf({ records: 2, created: 2, warnings: 1 });
  it.each<[string, Partial<Import>, string, string]>([
    [
      'a completed import',
      { status: 'COMPLETED', counts: two, unknownColumns: ['Notes'] },
      '(2 records, 1 column ignored)',
      'The column `Notes` was ignored.',
    ],
    [
      'one with other warnings',
      { status: 'COMPLETED', counts: { ...two, warnings: 5 }, unknownColumns: ['Notes', 'Plan'] },
      '(2 records, 2 columns ignored, 5 warnings)',
      'The columns `Notes` and `Plan` were ignored.',
    ],
    [
      'one with failed records',
      { status: 'COMPLETED_WITH_ERRORS', counts: { ...two, failed: 1 }, unknownColumns: ['a', 'b', 'c'] },
      '(1 of 2 records failed, 3 columns ignored)',
      'The columns `a`, `b` and `c` were ignored.',
    ],
    [
      'an evaluation',
      { status: 'EVALUATED', counts: two, unknownColumns: ['Notes'] },
      '(2 records, 1 column ignored)',
      'The column `Notes` would be ignored.',
    ],
    [
      'one of JSON records',
      { status: 'COMPLETED', counts: two, unknownColumns: ['note', 'plan'], layout: JSONL },
      '(2 records, 2 keys ignored)',
      'The keys `note` and `plan` were ignored.',
    ],
    [
      'one with many',
      { status: 'COMPLETED', counts: two, unknownColumns: many(7) },
      '(2 records, 7 columns ignored)',
      'The columns `c0`, `c1`, `c2`, `c3`, `c4` and 2 more were ignored.',
    ],
    [
      'one with more than are counted',
      { status: 'COMPLETED', counts: two, unknownColumns: many(101) },
      '(2 records, more than 100 columns ignored)',
      'The columns `c0`, `c1`, `c2`, `c3`, `c4` and others were ignored.',
    ],
  ])('are named in the subject and the first paragraph about %s', (_, fields, subject, sentence) => {
    expect(shown(fields)).toEqual([subject, sentence]);
  });

  it('are not mentioned if there are none, or if nothing was imported', () => {
    const { subject, text } = composeReport(importItem({ status: 'COMPLETED', counts: two }), OPTIONS);
    expect(subject + text).not.toContain('ignored');
    const rejected = importItem({ status: 'REJECTED', counts: two, unknownColumns: ['Notes'] });
    expect(composeReport(rejected, OPTIONS).text).not.toContain('ignored');
  });
});
