import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createDynamoImportStore,
  type ImportStore,
} from '../../../../lambdas/adapters/dynamo-import-store.ts';
import type { UploadedImport } from '../../../../lambdas/contracts/import.ts';
import type { StartImportPorts } from '../../../../lambdas/tasks/start-import/ports.ts';
import { receiveUpload } from '../../../../lambdas/tasks/start-import/receive-upload.ts';
import { importItem, NOW } from '../../support/import-item.ts';
import { startImportsTable } from '../../support/start-table.ts';

describe('an upload for an import of the API', () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  let imports: ImportStore;
  let count = 0;
  beforeAll(async () => {
    table = await startImportsTable();
    imports = createDynamoImportStore(table.table, () => NOW, table.client);
  });
  afterAll(async () => table?.close());

  /** An import that waits for its file, and the upload of that file. */
  async function waiting() {
    count += 1;
    const importId = `imp_01kakr5e3h${String(count).padStart(16, '0')}`;
    const key = `partners/acme/participants/${importId}/people.csv`;
    const { source, layout: _, split: __, content: ___, ...item } = importItem({ importId });
    const upload = { bucket: 'uploads', key, bytes: 25, expiresAt: NOW.toISOString() };
    await imports.create({ ...item, status: 'AWAITING_UPLOAD', upload });
    const arrived: UploadedImport = {
      ...importItem({ importId: 'imp_01kakr5e3hffffffffffffffff', arrival: 'later' }),
      source: { ...source, key },
    };
    return { importId, arrived };
  }

  function receive(upload: UploadedImport, find: ImportStore['find'] = imports.find) {
    const tickets = new Set<string>();
    const ports = {
      imports: { ...imports, find },
      turns: { putTicket: async (_tenant, { item }) => void tickets.add(item) },
      now: () => NOW,
    } as Partial<StartImportPorts> as StartImportPorts;
    return receiveUpload(ports, upload).then((received) => ({ received, tickets: tickets.size }));
  }

  it('becomes the file of that import, once for all deliveries of its event', async () => {
    const { importId, arrived } = await waiting();
    const first = await receive(arrived);
    expect(first).toMatchObject({ received: { item: { importId }, isNew: true }, tickets: 1 });
    const stored = await imports.read(importId);
    expect(stored).toMatchObject({ status: 'QUEUED', source: arrived.source, arrival: 'later' });
    expect(await receive(arrived)).toMatchObject({
      received: { item: { importId }, isNew: false },
      tickets: 0,
    });
    expect(await imports.read(importId)).toEqual(stored);
  });

  it('is an import of its own if the import has a file already', async () => {
    const { importId, arrived } = await waiting();
    await receive(arrived);
    const other = { ...arrived, source: { ...arrived.source, etag: 'other' } };
    expect(await receive(other)).toEqual({ received: undefined, tickets: 0 });
    expect((await imports.read(importId)).source?.etag).toBe(arrived.source.etag);
  });

  it('is not imported if the import was cancelled before', async () => {
    const { importId, arrived } = await waiting();
    await imports.requestCancel(importId, 1);
    expect(await receive(arrived)).toMatchObject({ received: { isNew: false }, tickets: 0 });
    expect((await imports.read(importId)).source).toBeUndefined();
  });

  it('is not imported if the import is cancelled at the same moment', async () => {
    const { importId, arrived } = await waiting();
    const found = await imports.find(importId);
    let finds = 0;
    const { received } = await receive(arrived, async (id) => {
      finds += 1;
      if (finds > 1) return imports.find(id);
      await imports.requestCancel(id, 1);
      return found;
    });
    expect(received).toMatchObject({ item: { importId, status: 'AWAITING_UPLOAD' }, isNew: false });
  });

  it.each([
    ['of another tenant', { tenant: 'other' }],
    ['under another key', { key: 'partners/acme/participants/other/people.csv' }],
  ])(
    'is an import of its own if the object is %s',
    async (_, { tenant = 'acme', key }: { tenant?: string; key?: string }) => {
      const { arrived } = await waiting();
      const source = { ...arrived.source, ...(key !== undefined && { key }) };
      expect(await receive({ ...arrived, tenant, source })).toEqual({ received: undefined, tickets: 0 });
    },
  );
});
