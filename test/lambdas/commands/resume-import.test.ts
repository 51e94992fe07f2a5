import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoImportStore, type ImportStore } from '../../../lambdas/adapters/dynamo-import-store.ts';
import { createResumeImport } from '../../../lambdas/commands/resume-import.ts';
import type { TaskRuntime } from '../../../lambdas/runtime/create-handler.ts';
import { IMPORT_ID, importItem, NOW } from '../support/import-item.ts';
import { startImportsTable } from '../support/start-table.ts';

const RUNTIME = { logger: { info: () => undefined }, remainingMs: () => 60_000 } as unknown as TaskRuntime;

describe('an import that is resumed by a repeated call', () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  let imports: ImportStore;
  let started: string[];
  beforeAll(async () => {
    table = await startImportsTable();
    imports = createDynamoImportStore(table.table, () => NOW, table.client);
    await imports.create(importItem({ status: 'ABORTED' }));
  });
  afterAll(async () => table?.close());
  beforeEach(() => {
    started = [];
  });

  const resume = (trouble: Partial<ImportStore> = {}, start = async () => true) =>
    createResumeImport({
      imports: { ...imports, ...trouble },
      turns: { putTicket: async () => undefined },
      executions: {
        start: async (_, name) => {
          started.push(name);
          return start();
        },
      },
      objects: { head: async () => ({ etag: 'e', size: 25 }) as never },
      stateMachineArn: 'arn:aws:states:eu-central-1:123456789012:stateMachine:user-import',
      resultsBucket: 'results',
      now: () => NOW,
    })({ importId: IMPORT_ID, tenant: 'acme' }, RUNTIME);

  it('has its execution started although the first call died before it started one', async () => {
    const dead = resume({}, async () => Promise.reject(new Error('killed')));
    await expect(dead).rejects.toThrow('killed');
    started = [];
    expect(await resume()).toMatchObject({ resumed: false, code: 'NotResumable', status: 'QUEUED' });
    expect(started).toEqual([`${IMPORT_ID}-2`]);
    expect(await imports.read(IMPORT_ID)).toMatchObject({ status: 'QUEUED', attempt: 2 });
  });

  it('has its execution started although the answer of the first write was lost', async () => {
    await imports.end(IMPORT_ID, 2, { status: 'ABORTED' });
    const restart: ImportStore['restart'] = async (...given) => {
      await imports.restart(...given);
      return imports.restart(...given);
    };
    expect(await resume({ restart })).toMatchObject({ resumed: false, status: 'QUEUED' });
    expect(started).toEqual([`${IMPORT_ID}-3`]);
  });
});
