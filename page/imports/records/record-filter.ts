import type { ImportView } from '../../../client/rollcall-client.ts';
import type { operations } from '../../../client/schema.ts';

type RecordQuery = NonNullable<operations['listImportRecords']['parameters']['query']>;

export type RecordFilter = Pick<RecordQuery, 'outcome' | 'code' | 'field' | 'severity'>;

export type IssueGroup = NonNullable<ImportView['issues']>['groups'][number];
export type IssueCode = IssueGroup['code'];

/** The filter that leaves the records of a group. @returns undefined for issues about the file as a whole */
export function filterOf({ severity, code, field, firstRecord }: IssueGroup): RecordFilter | undefined {
  if (firstRecord === 0) return undefined;
  return { severity, code, ...(field !== undefined && { field }) };
}

export function isFiltered(filter: RecordFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** What can be chosen, without repetitions, in the order of the groups. */
export function choicesOf(groups: readonly IssueGroup[]): {
  readonly codes: readonly IssueCode[];
  readonly fields: readonly string[];
} {
  const about = groups.filter(({ firstRecord }) => firstRecord > 0);
  return {
    codes: [...new Set(about.map(({ code }) => code))],
    fields: [...new Set(about.flatMap(({ field }) => (field === undefined ? [] : [field])))],
  };
}
