import { describe, expect, it } from 'vitest';
import { issueOfRow } from '../../../lambdas/reporting/read-error-row.ts';
import { importBytes } from '../../lambdas/processing/import-bytes.ts';
import { askedFor, CASE_FILES, type CaseFile } from './case-files.ts';
import { checkInPage } from './check-file.ts';

const shown = (
  record: number,
  issue: { severity: string; code: string; field?: string | undefined; message: string },
) => [record, issue.severity, issue.code, issue.field ?? '', issue.message].join(' | ');

/** What only the users table tells, and what is said about the results. */
const STORED = /belongs to another|is taken|already exists|no user has|results\.csv shows|generated/;

async function pageIssues(file: CaseFile) {
  const { client, inspected, summary } = await checkInPage(new Uint8Array(file.bytes), ...askedFor(file));
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

async function pipelineIssues({ bytes, type, options }: CaseFile) {
  const imported = await importBytes(type, bytes, options);
  if (imported.status === 'rejected') return { code: imported.code, message: imported.message };
  return imported.errors
    .map(issueOfRow)
    .filter(({ issue }) => !STORED.test(issue.message))
    .map(({ recordNumber, issue }) => shown(recordNumber, issue));
}

describe('the page and the pipeline say the same', () => {
  it.each(CASE_FILES)('of $title', async (file) => {
    expect(await pageIssues(file)).toEqual(await pipelineIssues(file));
  });
});
