import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import { MAX_HEADER_BYTES } from '../../../../lambdas/reading/inspection/parse-feed-header.ts';
import { createInspectFile } from '../../../../lambdas/tasks/inspect-file/handler.ts';
import { IMPORT_ID, importItem, NOW } from '../../support/import-item.ts';
import { ANY_TENANT } from '../../support/memory-access.ts';
import { memoryImports, RUNTIME } from '../../support/memory-ports.ts';

const DATA = '[{"id":"u1"}]';
const ID = { column_name: 'id', data_type: 'text', is_nullable: 'NO' };
const NAMES = {
  header: 'user_feed_header_20261121100000.json',
  data: 'user_feed_data_20261121100000.json',
};

const objectOf = (name: string, size: number) => ({
  bucket: 'uploads',
  key: `partners/acme/user-feed/${name}`,
  etag: 'e',
  size,
});

/** @returns the import as InspectFile leaves it */
async function inspect(
  header: string | Buffer,
  fields: Partial<Import> = {},
  size = Buffer.byteLength(header),
) {
  const feed = {
    timestamp: '20261121100000',
    header: { object: objectOf(NAMES.header, size), arrival: '1' },
    data: { object: objectOf(NAMES.data, DATA.length), arrival: '2' },
    revision: 1,
  };
  const item = importItem({
    status: 'QUEUED',
    importType: 'user-feed',
    fileName: NAMES.data,
    source: feed.data.object,
    feed,
    ...fields,
  });
  const imports = memoryImports(item);
  const run = createInspectFile({
    imports,
    tenants: { read: async () => NO_SETTINGS },
    registry: ANY_TENANT.registry,
    objects: {
      head: async () => undefined,
      open: async ({ key }, range) =>
        Readable.from([
          Buffer.from(key.endsWith(NAMES.header) ? header : DATA).subarray(range?.start, range?.end),
        ]),
    },
    maxFileBytes: 1000,
    now: () => NOW,
  });
  await run({ importId: IMPORT_ID }, RUNTIME).catch((error) => expect(error.name).toBe('FileRejected'));
  return imports.item as Import;
}

describe('the header file of a pair', () => {
  it('becomes the parameters by which the data file is read', async () => {
    const item = await inspect(`\ufeff${JSON.stringify([{ ...ID, ordinal_position: 1 }])}`);
    expect(item.reason).toBeUndefined();
    expect(item).toMatchObject({ parameters: { header: [ID] }, layout: { format: 'json' } });
  });

  it.each([
    ['nothing', '', /it is not JSON in UTF-8/],
    ['no JSON', 'id,text', /it is not JSON in UTF-8/],
    ['another encoding', Buffer.from('["\xfc"]', 'latin1'), /it is not JSON in UTF-8/],
    ['an object', '{}', /expected an array of columns/],
    ['no id', '[]', /the mandatory column "id" is not declared/],
    [
      'an id that may be null',
      JSON.stringify([{ ...ID, is_nullable: 'YES' }]),
      /column 1, is_nullable: expected "NO"/,
    ],
    ['a column twice', JSON.stringify([ID, ID]), /column 2: "id" is declared twice/],
    [
      'a type that does not exist',
      JSON.stringify([ID, { ...ID, column_name: 'a', data_type: 'varchar' }]),
      /column 2, data_type: expected one of "text"/,
    ],
    [
      'more mistakes than are worth reading',
      JSON.stringify([ID, ...Array(7).fill({ ...ID, column_name: 'a b' })]),
      /; and \d+ more\. Expected/,
    ],
  ])('rejects the import where it holds %s, with advice', async (_, header, message) => {
    const { reason } = await inspect(header);
    expect(reason?.code).toBe('BAD_FEED_HEADER');
    expect(reason?.message).toMatch(message);
    expect(reason?.message).toContain(NAMES.header);
  });

  it('is not even opened where it is too large', async () => {
    const { reason } = await inspect('[]', {}, MAX_HEADER_BYTES + 1);
    expect(reason?.message).toContain('it has 102401 bytes, at most 102400 are allowed');
  });
});

describe('a file that is no half of a pair', () => {
  it('is rejected in the folder of a feed, whatever it holds, with the convention', async () => {
    const { feed: _, ...alone } = importItem({
      importType: 'user-feed',
      fileName: 'users.csv',
      status: 'QUEUED',
    });
    const item = await inspect('[]', { ...alone, feed: undefined });
    expect(item.reason?.code).toBe('BAD_FEED_NAME');
    expect(item.reason?.message).toContain('user_feed_data_YYYYMMDDHHMMSS.json');
  });

  it('is not taken for one where its type is to be recognised', async () => {
    const item = await inspect('[]', { importType: 'auto', fileName: 'users.json', feed: undefined });
    expect(item).toMatchObject({ importType: 'participants', layout: { format: 'json' } });
  });

  it('is rejected where the other half is not there', async () => {
    const item = await inspect('[]', { feed: { timestamp: '20261121100000', revision: 0 } });
    expect(item.reason?.message).toContain(`came without ${NAMES.header}`);
  });
});
