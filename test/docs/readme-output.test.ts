import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeSummary } from '../../cli/imports/summary.ts';
import type { Import, ReportedIssue } from '../../lambdas/contracts/import.ts';
import { NO_SETTINGS } from '../../lambdas/contracts/no-settings.ts';
import type { Counts, Outcome } from '../../lambdas/contracts/outcome.ts';
import { participants } from '../../lambdas/import-types/participants.ts';
import { fileWarnings } from '../../lambdas/reading/file-warnings.ts';
import { inspected } from '../lambdas/processing/inspected.ts';
import { runImports } from '../lambdas/processing/run-imports.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const CONTEXT = { settings: NO_SETTINGS, parameters: undefined };

/** What the README shows below the second command of its first section. */
const shown = /\n```\n(COMPLETED_WITH_ERRORS {2}.*?)\nFiles in /s.exec(read('README.md'))?.[1];

it('README.md shows the counts and messages that the import of participants-with-mistakes.csv prints', async () => {
  const [first, second] = ['participants', 'participants-with-mistakes'].map((name) =>
    inspected(participants, read(`examples/${name}.csv`), CONTEXT),
  );
  if (first === undefined || second === undefined) throw new Error('two files are read');
  const { results } = await runImports([first, second], 100);
  const records = results[1] ?? [];
  const type = participants.resolve(CONTEXT);
  const ofFile = fileWarnings(type, new Set(second.unknownColumns), 1, 0);
  const issues = [
    ...ofFile,
    ...records.flatMap(({ recordNumber, line, issues }) =>
      issues.map((issue) => ({ recordNumber, line, issue })),
    ),
  ];
  const reported = (severity: 'error' | 'warning'): ReportedIssue[] =>
    issues
      .filter(({ issue }) => issue.severity === severity)
      .map(({ recordNumber, line, issue: { message } }) => ({ recordNumber, line, message }));
  const count = (outcome: Outcome) => records.filter((record) => record.outcome === outcome).length;
  const counts: Counts = {
    records: records.length,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    failed: count('failed'),
    warnings: reported('warning').length,
  };
  const item = {
    importId: /imp_\w+/.exec(shown ?? '')?.[0] ?? '',
    status: 'COMPLETED_WITH_ERRORS',
    fileName: 'participants-with-mistakes.csv',
    unknownColumns: second.unknownColumns,
    options: {},
    firstErrors: reported('error'),
    firstWarnings: reported('warning'),
  } as unknown as Import;
  const { importId, status } = item;
  const printed = describeSummary(item, { importId, status, counts, files: {} }, '.rollcall');
  expect(shown?.trim()).toBe(printed.trim());
});
