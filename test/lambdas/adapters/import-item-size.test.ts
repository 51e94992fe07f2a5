import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoImportStore } from '../../../lambdas/adapters/dynamo-import-store.ts';
import type { ReportedIssue } from '../../../lambdas/contracts/import.ts';
import type { IssueGroups } from '../../../lambdas/contracts/issue-groups.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import type { SettingsSnapshot } from '../../../lambdas/contracts/tenant-settings.ts';
import { REPORT_LIMITS } from '../../../lambdas/core/import-type/report-limits.ts';
import { checkHeader } from '../../../lambdas/core/inspection/check-header.ts';
import { editSettings } from '../../../lambdas/core/tenant-settings/edit-settings.ts';
import { IssueCounter, mainGroups } from '../../../lambdas/core/wording/group-issues.ts';
import { error } from '../../../lambdas/core/wording/issue.ts';
import { showName, showValue } from '../../../lambdas/core/wording/show-value.ts';
import { IMPORT_ID, importItem } from '../support/import-item.ts';
import { startImportsTable } from '../support/start-table.ts';

/** A character of three bytes. */
const WIDE = '語';
const ITEM_LIMIT_BYTES = 400 * 1024;

/** Settings as large as a tenant's may be. */
function largestSettings(): SettingsSnapshot {
  const group = (i: number) => `${i}`.padEnd(38, WIDE);
  const groups = Array.from({ length: 2000 }, (_, i) => group(i));
  const edited = editSettings(NO_SETTINGS, [{ edit: 'replace', settings: { groups } }]);
  if (!edited.ok) throw new Error(edited.message);
  expect(Buffer.byteLength(JSON.stringify(edited.settings))).toBeGreaterThan(200 * 1024);
  const { apiKeys: _, ...settings } = edited.settings;
  return settings;
}

/** A header row with as many and as long names as it may have. */
function longestColumns(): string[] {
  const columns = Array.from({ length: 200 }, (_, i) => `${i}`.padEnd(109, WIDE));
  const checked = checkHeader(columns);
  if (!checked.ok) throw new Error(checked.message);
  return [...checked.columns];
}

/** As large as the groups may be. */
function largestGroups(): IssueGroups {
  const counter = new IssueCounter();
  for (let i = 0; i < 100; i++)
    counter.add({
      recordNumber: i,
      line: i,
      issue: error('VALIDATION_FAILED', `${i}${WIDE.repeat(190)}`, showName(WIDE.repeat(200))),
    });
  return mainGroups(counter.counted());
}

const issues = (count: number): ReportedIssue[] =>
  Array.from({ length: count }, (_, i) => ({
    recordNumber: i,
    line: i,
    message: `${showName(WIDE.repeat(200))} must be ${'x'.repeat(100)}, found ${showValue(WIDE.repeat(200))}`,
  }));

describe('an import with everything as large as it may be', () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  beforeAll(async () => {
    table = await startImportsTable();
  });
  afterAll(() => table?.close());

  it('fits an item', async () => {
    const store = createDynamoImportStore(table.table, () => new Date(0), table.client);
    const columns = longestColumns();
    const layout = { format: 'csv' as const, delimiter: ',' as const, columns, width: columns.length };
    const unknownColumns = columns
      .concat(columns)
      .slice(0, REPORT_LIMITS.unknownNames + 1)
      .map((name) => name.slice(0, 101));
    const found = { firstErrors: issues(10), firstWarnings: issues(5), issues: largestGroups() };
    await store.create(importItem({ fileName: WIDE.repeat(300), options: importItem().options }));
    await store.keepSettings(IMPORT_ID, largestSettings());
    await store.update(IMPORT_ID, {
      layout: { ...layout, headerStart: 0, headerEnd: 1, offset: 1, line: 2 },
      unknownColumns,
      reason: { code: 'X', message: 'x'.repeat(4_001) },
      preview: {
        counts: { records: 1, created: 1, updated: 0, unchanged: 0, failed: 0, warnings: 0 },
        ...found,
      },
      ...found,
    } as never);
    const item = await store.read(IMPORT_ID);
    const bytes = Buffer.byteLength(JSON.stringify(item));
    expect(bytes).toBeGreaterThan(300 * 1024);
    expect(bytes).toBeLessThan(ITEM_LIMIT_BYTES);
  });
});
