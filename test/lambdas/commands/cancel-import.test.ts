import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoImportStore, type ImportStore } from '../../../lambdas/adapters/dynamo-import-store.ts';
import { createCancelImport } from '../../../lambdas/commands/cancel-import.ts';
import { IMPORT_ID, importItem, NOW } from '../support/import-item.ts';
import { RUNTIME } from '../support/memory-ports.ts';
import { startImportsTable } from '../support/start-table.ts';

const SECOND = {
  attempt: 2,
  arrival: '2026',
  executionArn: 'arn:second',
  options: importItem({}).options,
} as const;

describe('a cancellation', () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  let imports: ImportStore;
  let stopped: string[];
  beforeAll(async () => {
    table = await startImportsTable();
    imports = createDynamoImportStore(table.table, () => NOW, table.client);
    await imports.create(importItem({ status: 'RUNNING', attempt: 1, executionArn: 'arn:first' }));
  });
  afterAll(async () => table?.close());
  beforeEach(() => {
    stopped = [];
  });

  const cancel = (attempt?: number) =>
    createCancelImport({
      imports,
      executions: {
        describe: async () => undefined,
        start: async () => true,
        stop: async (arn) => {
          stopped.push(arn);
          return true;
        },
      },
      notifyCancelled: async () => 'gone',
      recoveryArn: 'arn:aws:states:eu-central-1:123456789012:stateMachine:recover-import',
    })({ importId: IMPORT_ID, tenant: 'acme', ...(attempt !== undefined && { attempt }) }, RUNTIME);

  it('can be repeated until the attempt has ended', async () => {
    expect([await cancel(1), await cancel()]).toEqual([{ accepted: true }, { accepted: true }]);
    expect(stopped).toEqual(['arn:first', 'arn:first']);
    await imports.end(IMPORT_ID, 1, { status: 'CANCELLED' });
    expect(await cancel(1)).toMatchObject({ accepted: false, code: 'AlreadyEnded', status: 'CANCELLED' });
  });

  it('of attempt 1 does not cancel attempt 2', async () => {
    await imports.restart(IMPORT_ID, { attempt: 1 }, SECOND);
    expect(await cancel(1)).toEqual({
      accepted: false,
      code: 'AlreadyEnded',
      message: 'Attempt 1 of the import has already ended: the latest attempt is 2, which is QUEUED.',
      status: 'QUEUED',
    });
    expect(stopped).toEqual([]);
    expect((await imports.read(IMPORT_ID)).cancelRequestedAt).toBeUndefined();
  });

  it('without an attempt number cancels the latest attempt', async () => {
    expect(await cancel()).toEqual({ accepted: true });
    expect(stopped).toEqual(['arn:second']);
  });
});
