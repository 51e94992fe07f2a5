import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FeedHeaderSchema } from '../../lambdas/contracts/feed-header.ts';
import { TenantSettingsSchema } from '../../lambdas/contracts/tenant-settings.ts';
import { userFeed } from '../../lambdas/import-types/user-feed.ts';
import { inspected } from '../lambdas/processing/inspected.ts';
import { runImports } from '../lambdas/processing/run-imports.ts';

const FOLDER = new URL('../../examples/', import.meta.url);
const STAMP = '20180321110559';

/** The messages about the second user of each pair; the first user is created without messages. */
const PAIRS: Readonly<Record<string, string>> = {
  './/': '',
  'user-feed-with-number-in-quotes/': 'VALIDATION_FAILED visits',
  'user-feed-with-undeclared-attribute/': 'VALIDATION_FAILED nickname',
  'user-feed-with-undeclared-array/': 'VALIDATION_FAILED interests and rejects the file',
  'user-feed-with-null-not-allowed/': 'VALIDATION_FAILED firstName',
  'user-feed-with-taken-address/': 'CONFLICT email',
};

const WITHOUT_ID = 'user-feed-with-header-without-id/';

const read = (path: string) => readFileSync(new URL(path, FOLDER), 'utf8');

describe('the examples of a user feed', () => {
  it('are all tested here', () => {
    const folders = readdirSync(FOLDER, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name.startsWith('user-feed-'))
      .map(({ name }) => `${name}/`);
    expect(['.//', ...folders].sort()).toEqual([...Object.keys(PAIRS), WITHOUT_ID].sort());
  });

  it('contain a header that is rejected because it declares no id', () => {
    const header = FeedHeaderSchema.safeParse(
      JSON.parse(read(`${WITHOUT_ID}user_feed_header_${STAMP}.json`)),
    );
    expect(header.error?.issues.map(({ message }) => message)).toEqual([
      'the mandatory column "id" is not declared',
    ]);
  });

  it.each(Object.entries(PAIRS))(
    '%s contains a pair with the outcome that its name says',
    async (folder, said) => {
      const header = FeedHeaderSchema.parse(JSON.parse(read(`${folder}user_feed_header_${STAMP}.json`)));
      const settings = TenantSettingsSchema.parse(JSON.parse(read('user-feed-settings.json')));
      const data = read(`${folder}user_feed_data_${STAMP}.json`);
      const file = inspected(userFeed, data, { settings, parameters: { header } });
      const { results } = await runImports([file], 100);
      const [first, second] = results.flat();
      expect(first).toMatchObject({ outcome: 'created', issues: [] });
      expect(second?.outcome).toBe(said === '' ? 'created' : 'failed');
      const about = second?.issues.map(
        ({ code, field, rejectsFile }) => `${code} ${field}${rejectsFile ? ' and rejects the file' : ''}`,
      );
      expect(about).toEqual(said === '' ? [] : [said]);
    },
  );
});
