import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../../lambdas/contracts/issue.ts';
import {
  boundIssues,
  ISSUE_LIMITS,
  IssueList,
  issueCount,
} from '../../../../lambdas/core/wording/bound-issues.ts';
import { error, warning } from '../../../../lambdas/core/wording/issue.ts';
import { lawRuns } from '../../../support/law-runs.ts';

const issue: fc.Arbitrary<Issue> = fc.oneof(
  fc.nat(999).map((i) => error('VALIDATION_FAILED', `e${i}`, `f${i}`)),
  fc.nat(999).map((i) => warning('NOT_FOUND', `w${i}`)),
  fc.constant<Issue>({ ...error('VALIDATION_FAILED', 'rejects'), rejectsFile: true }),
);
const issues = fc.oneof(
  fc.array(issue, { maxLength: 25 }),
  fc.array(issue, { minLength: 90, maxLength: 400 }),
);

const countOf = (all: readonly Issue[], severity: Issue['severity']) =>
  all.filter((one) => one.severity === severity).reduce((sum, one) => sum + issueCount(one), 0);

describe('the issues of a record', () => {
  it('are at most twenty, and the number of errors and of warnings among the others', () => {
    fc.assert(
      fc.property(issues, (all) => {
        const bounded = boundIssues(all);
        expect(bounded.filter(({ more }) => more === undefined).length).toBe(Math.min(20, all.length));
        expect(bounded.length).toBeLessThanOrEqual(22);
        expect(countOf(bounded, 'error')).toBe(countOf(all, 'error'));
        expect(countOf(bounded, 'warning')).toBe(countOf(all, 'warning'));
      }),
      lawRuns(300),
    );
  });

  it('keep what rejects the file, and errors before warnings', () => {
    fc.assert(
      fc.property(issues, (all) => {
        const bounded = boundIssues(all);
        for (const matters of [
          (one: Issue) => one.rejectsFile === true,
          (one: Issue) => one.severity === 'error',
        ])
          expect(bounded.some(matters)).toBe(all.some(matters));
      }),
      lawRuns(300),
    );
  });

  it('are the same when they are bounded again, or as they come', () => {
    fc.assert(
      fc.property(issues, (all) => {
        const list = new IssueList();
        for (const one of all) list.add(one);
        expect(boundIssues(boundIssues(all))).toEqual(boundIssues(all));
        expect(list.bounded()).toHaveLength(boundIssues(all).length);
        expect(countOf(list.bounded(), 'error')).toBe(countOf(all, 'error'));
      }),
      lawRuns(300),
    );
  });

  it('say how many more there are', () => {
    const many = Array.from({ length: 332 }, (_, i) => error('VALIDATION_FAILED', `e${i}`));
    expect(boundIssues(many).at(-1)).toEqual({
      severity: 'error',
      code: 'BAD_REQUEST',
      message: 'and 312 more errors in this record',
      retryable: false,
      more: 312,
    });
  });

  it('have messages and fields of bounded length', () => {
    const [long] = boundIssues([error('CONFLICT', 'm'.repeat(1_000_000), 'f'.repeat(1_000_000))]);
    expect(long?.message).toHaveLength(ISSUE_LIMITS.message + 1);
    expect(long?.field?.length).toBeLessThan(200);
  });

  it('have kinds that end with a part of the sentence, or a word', () => {
    const kindOf = (kind: string) => boundIssues([{ ...error('CONFLICT', 'm'), kind }])[0]?.kind ?? '';
    const cause = `id: found …, a number that was shortened${', and so on'.repeat(6)}`;
    expect(kindOf(`${cause}; ${'export the file again '.repeat(9)}`)).toBe(`${cause} …`);
    expect(kindOf('word '.repeat(99))).toMatch(/^(word )+…$/);
    expect(kindOf('x'.repeat(999)).length).toBeLessThanOrEqual(ISSUE_LIMITS.kind + 1);
  });
});
