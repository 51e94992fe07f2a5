import { beforeAll, describe, expect, it } from 'vitest';
import { headline } from '../../lambdas/notification/wording.ts';
import { resumeImport } from '../support/commands.ts';
import { gather, importFile, type JoinedCloud, joinSharedCloud, newTenant } from '../support/test-cloud.ts';

const HEADER = 'accountId,id,email';
/** Chunks hold four records: the first three chunks have one bad record each, all others are good. */
const ROWS = Array.from({ length: 40 }, (_, i) =>
  i < 12 && i % 4 === 0 ? `acme,u${i},nobody` : `acme,u${i},u${i}@example.com`,
);
const FILE = `${HEADER}\n${ROWS.join('\n')}\n`;

describe('an error budget', () => {
  let test: JoinedCloud;
  beforeAll(async () => {
    test = await joinSharedCloud();
  });

  it('stops an import with more failed records, names the reason, and keeps the other records importable', async () => {
    const { item, results, unprocessedRecords } = await importFile(test, FILE, {
      metadata: { 'max-failed': '2' },
    });
    expect(item).toMatchObject({ status: 'STOPPED', reason: { code: 'ErrorBudgetExceeded' } });
    expect(headline(item)).toContain('was stopped because too many of its records failed');
    expect(item.reason?.message).toMatch(/^3 of 40 records failed; the import allows at most 2 failures\.$/);
    const left = unprocessedRecords?.toString().trim().split('\n').slice(1) ?? [];
    expect(results.length + left.length).toBe(40);
  });

  it('does not apply to a resumed import, which ends like an undisturbed one', async () => {
    const tenant = newTenant();
    const { item } = await importFile(test, FILE, { tenant, metadata: { 'max-failed': '2%' } });
    expect(item.status).toBe('STOPPED');
    await resumeImport(test, item.importId);
    const resumed = await gather(test, item.importId);
    expect(resumed.item).toMatchObject({
      status: 'COMPLETED_WITH_ERRORS',
      counts: { records: 40, created: 37, failed: 3 },
    });
    expect(resumed.results).toHaveLength(40);
  });

  it('is unlimited by default', async () => {
    const { item } = await importFile(test, FILE);
    expect(item.status).toBe('COMPLETED_WITH_ERRORS');
  });
});

describe('content that was imported before', () => {
  it('is a new import that names the earlier import of the same content', async () => {
    const test = await joinSharedCloud();
    const tenant = newTenant();
    const first = await importFile(test, FILE, { tenant });
    const second = await importFile(test, FILE, { tenant, name: 'again.csv' });
    const other = await importFile(test, `${FILE}acme,more,\n`, { tenant });
    expect(first.item.sameContentAs).toBeUndefined();
    expect(second.item).toMatchObject({
      sameContentAs: first.item.importId,
      counts: { unchanged: 37, failed: 3 },
    });
    expect(other.item.sameContentAs).toBeUndefined();
  });
});
