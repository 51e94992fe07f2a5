import type { Issue, Severity } from '../../contracts/issue.ts';
import { shorten, shortenText, shortName } from './show-value.ts';

/** What is reported of one record at most. A record of two bytes must not become kilobytes of report. */
export const ISSUE_LIMITS = {
  /** Issues of a record; one more for each severity tells how many others there are. */
  perRecord: 20,
  /** Characters of a message. */
  message: 1_000,
  /** Characters of a kind. */
  kind: 200,
} as const;

/**
 * The issues of one record, each of bounded size, in their order: at most 20, and how many more errors and warnings there
 * are. Issues that reject the whole file are kept before other errors, and errors before warnings. May be applied again
 * to its own result with further issues.
 */
export function boundIssues(issues: readonly Issue[]): Issue[] {
  if (issues.length <= ISSUE_LIMITS.perRecord && issues.every(({ more }) => more === undefined))
    return issues.map(bounded);
  const byRank = [...issues.keys()].sort((a, b) => rank(issues[a] as Issue) - rank(issues[b] as Issue));
  const kept = new Set(byRank.slice(0, ISSUE_LIMITS.perRecord));
  const others = issues.filter((issue, i) => !kept.has(i) || issue.more !== undefined);
  return [
    ...issues.filter((issue, i) => kept.has(i) && issue.more === undefined).map(bounded),
    ...furtherIssues(others, 'error'),
    ...furtherIssues(others, 'warning'),
  ];
}

/** Collects the issues of one record without holding more than a few of them. */
export class IssueList {
  #issues: Issue[] = [];

  add(...issues: readonly Issue[]): void {
    this.#issues.push(...issues);
    if (this.#issues.length > 5 * ISSUE_LIMITS.perRecord) this.#issues = boundIssues(this.#issues);
  }

  bounded(): Issue[] {
    return boundIssues(this.#issues);
  }
}

/** How many issues a report has, with those that it only counts. */
export function issueCount({ more }: Issue): number {
  return more ?? 1;
}

function rank({ severity, rejectsFile, more }: Issue): number {
  if (more !== undefined) return 3;
  if (rejectsFile) return 0;
  return severity === 'error' ? 1 : 2;
}

function bounded(issue: Issue): Issue {
  const { message, kind, field } = issue;
  return {
    ...issue,
    message: shorten(message, ISSUE_LIMITS.message),
    ...(kind === undefined ? {} : { kind: shortenText(kind, ISSUE_LIMITS.kind) }),
    ...(field === undefined ? {} : { field: shortName(field) }),
  };
}

function furtherIssues(issues: readonly Issue[], severity: Severity): readonly Issue[] {
  const more = issues
    .filter((issue) => issue.severity === severity)
    .reduce((sum, issue) => sum + issueCount(issue), 0);
  if (more === 0) return [];
  const message = `and ${more} more ${severity}${more === 1 ? '' : 's'} in this record`;
  return [{ severity, code: 'BAD_REQUEST', message, retryable: false, more }];
}
