import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../../lambdas/contracts/issue.ts';
import type { IssueGroups } from '../../../../lambdas/contracts/issue-groups.ts';
import { issueCount } from '../../../../lambdas/core/wording/bound-issues.ts';
import { groupLines } from '../../../../lambdas/core/wording/describe-groups.ts';
import {
  GROUP_LIMITS,
  IssueCounter,
  type LocatedIssue,
  mainGroups,
} from '../../../../lambdas/core/wording/group-issues.ts';
import { error, warning } from '../../../../lambdas/core/wording/issue.ts';
import { sent, wording } from '../../../../lambdas/core/wording/wording.ts';
import { lawRuns } from '../../../support/law-runs.ts';

const badLocale = (value: string) =>
  error('VALIDATION_FAILED', wording`locale must be a locale, found ${sent(value)}`, 'locale');

const issue: fc.Arbitrary<Issue> = fc.oneof(
  fc.nat(9).map((i) => badLocale(`"${i}"`)),
  fc.nat(9).map((i) => error('CONFLICT', 'the user exists', `field${i}`)),
  fc.nat(9).map((i) => warning('NOT_FOUND', wording`no user has the code ${sent(i)} yet`)),
  fc.nat({ max: 3_000 }).map((i) => error('BAD_REQUEST', `column ${i} is unknown`)),
  fc.integer({ min: 1, max: 9 }).map((more) => ({ ...error('BAD_REQUEST', `and ${more} more`), more })),
);
const located = fc
  .array(fc.array(issue, { maxLength: 4 }), { maxLength: 400 })
  .map((records) =>
    records.flatMap((issues, i): LocatedIssue[] =>
      issues.map((one) => ({ recordNumber: i + 1, line: i + 2, issue: one })),
    ),
  );

function countAll(issues: readonly LocatedIssue[], before?: IssueGroups): IssueGroups {
  const counter = new IssueCounter(before);
  for (const one of issues) counter.add(one);
  return counter.counted();
}

const total = ({ groups, others }: IssueGroups, severity: Issue['severity']) =>
  others[severity] +
  groups.filter((group) => group.severity === severity).reduce((sum, { count }) => sum + count, 0);

describe('the groups of an import', () => {
  it('add up, with the others, to all issues of each severity', () => {
    fc.assert(
      fc.property(located, (issues) => {
        for (const groups of [countAll(issues), mainGroups(countAll(issues))])
          for (const severity of ['error', 'warning'] as const)
            expect(total(groups, severity)).toBe(
              issues
                .filter((one) => one.issue.severity === severity)
                .reduce((sum, one) => sum + issueCount(one.issue), 0),
            );
      }),
      lawRuns(200),
    );
  });

  it('are the same however the file is divided among invocations', () => {
    fc.assert(
      fc.property(located, fc.nat(), (issues, cut) => {
        const at = issues.length === 0 ? 0 : cut % issues.length;
        const second = countAll(issues.slice(at), JSON.parse(JSON.stringify(countAll(issues.slice(0, at)))));
        expect(second).toEqual(countAll(issues));
      }),
      lawRuns(200),
    );
  });

  it('name the first record of each kind', () => {
    fc.assert(
      fc.property(located, (issues) => {
        for (const { kind, code, field, firstRecord } of countAll(issues).groups) {
          const first = issues.find(
            (one) =>
              (one.issue.kind ?? one.issue.message) === kind &&
              one.issue.code === code &&
              one.issue.field === field,
          );
          expect(firstRecord).toBe(first?.recordNumber);
        }
      }),
      lawRuns(100),
    );
  });

  it('are errors before warnings, the most frequent first, and take bounded space', () => {
    const wide = (i: number) => error('BAD_REQUEST', `${i}${'語'.repeat(190)}`, '語'.repeat(100));
    const issues = Array.from({ length: 3_000 }, (_, i) => [
      ...(i % 3 === 0 ? [warning('NOT_FOUND', 'no such user')] : []),
      ...(i >= 100 && i < 300 ? [badLocale(`"${i}"`)] : []),
      wide(i),
    ]).flatMap((all, i): LocatedIssue[] =>
      all.map((one) => ({ recordNumber: i + 1, line: i + 2, issue: one })),
    );
    const counted = countAll(issues);
    expect(counted.groups).toHaveLength(GROUP_LIMITS.counted);
    const { groups } = mainGroups(counted);
    expect(groups[0]).toMatchObject({ kind: 'locale must be a locale', count: 200, firstRecord: 101 });
    expect(groups.length).toBeLessThanOrEqual(GROUP_LIMITS.kept);
    expect(Buffer.byteLength(JSON.stringify(groups))).toBeLessThan(GROUP_LIMITS.keptBytes + 1_000);
  });
});

describe('the lines of a summary', () => {
  const lines = (issues: readonly LocatedIssue[]) => groupLines(mainGroups(countAll(issues)), 'error');
  const at = (recordNumber: number, one: Issue): LocatedIssue => ({
    recordNumber,
    line: recordNumber + 1,
    issue: one,
  });

  it('count the issues of a kind and name the first record', () => {
    const others = [at(3, error('CONFLICT', 'the user exists')), at(0, warning('NOT_FOUND', 'w'))];
    expect(lines([...others, at(12, badLocale('"en-US"')), at(14, badLocale('"de-DE"'))])).toEqual([
      '2 × locale must be a locale, first in record 12 (line 13)',
      '1 × the user exists, in record 3 (line 4)',
    ]);
  });

  it('are none where every kind occurs once', () => {
    expect(lines([at(1, badLocale('"x"')), at(2, error('CONFLICT', 'the user exists'))])).toEqual([]);
  });

  it('are ten, and the number of other errors', () => {
    const kinds = Array.from({ length: 13 }, (_, i) => at(i + 1, error('CONFLICT', `kind ${i}`)));
    const found = lines([
      ...kinds,
      ...kinds.slice(0, 10),
      at(9, { ...error('CONFLICT', 'and 4 more'), more: 4 }),
    ]);
    expect(found).toHaveLength(11);
    expect(found.at(-1)).toBe('… and 7 other errors: see the errors file');
  });
});
