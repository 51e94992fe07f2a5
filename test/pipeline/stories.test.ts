import { beforeAll, describe, expect, it } from 'vitest';
import { fixed, fixture, STORIES } from '../fixtures/cases/stories.ts';
import { importFile, type JoinedCloud, joinSharedCloud, newTenant } from '../support/test-cloud.ts';

let test: JoinedCloud;
beforeAll(async () => {
  test = await joinSharedCloud();
});

describe('a sender who does what the messages say imports every person', () => {
  it.each(STORIES.map((story) => [story.file, story] as const))('of %s', async (name, { steps, people }) => {
    const tenant = newTenant();
    let failed = '';
    let imported = 0;
    for (const { metadata = {}, fixes, becomes, reads } of steps) {
      const content = fixes === undefined ? fixture(name) : fixed(failed, fixes);
      const upload = { tenant, name, metadata, type: 'participants' };
      const { item, errors, failedRecords, users } = await importFile(test, content, upload);
      const { created = 0, updated = 0, failed: failures = 0 } = item.counts ?? {};
      if (becomes === 'REJECTED') expect(item.status).toBe('REJECTED');
      else expect({ imported: created + updated, failed: failures }).toEqual(becomes);
      const messages = [item.reason?.message ?? '', ...errors.map(({ message }) => message)].join('\n');
      if (reads !== undefined) expect(messages).toMatch(reads);
      failed = failedRecords?.toString() ?? '';
      imported += created;
      expect(users).toHaveLength(imported);
    }
    expect(imported).toBe(people);
    expect(failed).toBe('');
  });
});
