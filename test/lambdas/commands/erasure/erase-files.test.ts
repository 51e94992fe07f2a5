import { expect, it } from 'vitest';
import { eraseFiles } from '../../../../lambdas/commands/erasure/erase-files.ts';
import { IMPORT_ID, importItem } from '../../support/import-item.ts';

it('deletes the files of an import in its folder, and those that an import before 0.2 has in another one', async () => {
  const before = `imports/${IMPORT_ID}/results.csv`;
  const item = importItem({
    status: 'COMPLETED',
    files: {
      results: { key: before, size: 3 },
      errors: { key: `imports/acme/${IMPORT_ID}/errors.csv`, size: 3 },
    },
  });
  const deleted: string[] = [];
  const ports = {
    list: { ids: async (_: string, after: string) => (after < IMPORT_ID ? [IMPORT_ID] : []) },
    imports: { find: async () => item, read: async () => item },
    objectEraser: {
      list: async () => [],
      delete: async (bucket: string, key: string) => void deleted.push(`${bucket}/${key}`),
      deleteAll: async (bucket: string, prefix: string) => deleted.push(`${bucket}/${prefix}*`) && 1,
    },
    resultsBucket: 'results',
    uploadsBucket: 'uploads',
  };
  const erasure = { withFiles: true, tenant: 'acme', cursor: {} };
  await eraseFiles({ erasure, hasTime: () => true } as never, ports as never);
  expect(deleted).toEqual([
    `results/imports/acme/${IMPORT_ID}/*`,
    `results/work/${IMPORT_ID}/*`,
    `results/${before}`,
    `${item.source.bucket}/${item.source.key}`,
  ]);
});
