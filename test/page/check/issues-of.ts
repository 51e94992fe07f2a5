/** The issues of a file as the page has them, and as errors.csv has them. */
import type { Issue } from '../../../lambdas/contracts/issue.ts';
import { issueOfRow } from '../../../lambdas/reporting/read-error-row.ts';
import type { CellIssue } from '../../../page/check/protocol.ts';
import type { ImportedBytes } from '../../lambdas/processing/import-bytes.ts';
import type { CheckedInPage } from './check-file.ts';

/** What only the users table tells, and what is said about the results. */
const STORED = /no user has|results\.csv shows|firstName must not be empty or missing/;

function shown(record: number, issue: CellIssue | Issue): string {
  return [record, issue.severity, issue.code, issue.field ?? '', issue.message].join(' | ');
}

export async function pageIssues({ client, inspected, summary }: CheckedInPage) {
  const rejection = inspected.rejection ?? summary?.rejection;
  if (rejection !== undefined) return rejection;
  const { selection, count } = await client.ask('select', { filter: { kind: 'all' } });
  const { rows } = await client.ask('rows', { selection, from: 0, count });
  return [
    ...(summary?.ofFile ?? []).map((issue) => shown(0, issue)),
    ...rows.flatMap(({ record, originalRecord = record, issues }) =>
      issues.map((issue) => shown(originalRecord, issue)),
    ),
  ];
}

export function pipelineIssues(imported: ImportedBytes) {
  if (imported.status === 'rejected') return { code: imported.code, message: imported.message };
  return imported.errors
    .map(issueOfRow)
    .filter(({ issue }) => !STORED.test(issue.message))
    .map(({ recordNumber, issue }) => shown(recordNumber, issue));
}
