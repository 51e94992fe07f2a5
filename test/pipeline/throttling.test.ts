import { describe, expect, it } from 'vitest';
import { writeLimit } from '../../local/faults/write-limit.ts';
import { importFile, startTestCloud } from '../support/test-cloud.ts';

const ROWS = Array.from({ length: 240 }, (_, n) => `acme,u${n},U${n}`);
const FILE = `accountId,id,firstName\n${ROWS.join('\n')}\n`;

describe('a table that throttles', () => {
  it('makes an import with far too many writers slow, and its outcomes are those of a quiet one', async () => {
    const faults = writeLimit({ perSecond: 25 });
    // Two workers of 60 writers each send 120 requests at once.
    const variables = { CHUNK_RECORDS: '60', WRITE_CONCURRENCY: '60', MAX_CONCURRENCY: '4' };
    await using cloud = await startTestCloud({ faults, variables });
    const { item, results, users } = await importFile(cloud, FILE);
    expect(item).toMatchObject({ status: 'COMPLETED', counts: { records: 240, created: 240 } });
    expect(results.map(({ outcome }) => outcome)).toEqual(ROWS.map(() => 'created'));
    expect(users).toHaveLength(240);
    expect(faults.injected.length).toBeGreaterThan(240);
  });
});
