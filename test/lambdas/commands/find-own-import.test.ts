import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoImportStore, type ImportStore } from '../../../lambdas/adapters/dynamo-import-store.ts';
import { createCancelImport } from '../../../lambdas/commands/cancel-import.ts';
import { createConfirmImport } from '../../../lambdas/commands/confirm-import.ts';
import { createResumeImport } from '../../../lambdas/commands/resume-import.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { importItem } from '../support/import-item.ts';
import { RUNTIME } from '../support/memory-ports.ts';
import { startImportsTable } from '../support/start-table.ts';

const NOW = new Date('2026-11-21T10:00:00.000Z');

/** Ports that fail when a command of another tenant reaches them. */
function commandsOn(imports: ImportStore) {
  const untouched = new Proxy(
    {},
    {
      get(_, name) {
        throw new Error(`a port is used: ${String(name)}`);
      },
    },
  ) as never;
  const ports = { imports, turns: untouched, executions: untouched, objects: untouched, now: () => NOW };
  return {
    confirm: createConfirmImport({ ...ports, notifyConfirmed: untouched }),
    cancel: createCancelImport({ ...ports, notifyCancelled: untouched, recoveryArn: 'arn' }),
    resume: createResumeImport({ ...ports, resultsBucket: 'results', stateMachineArn: 'arn' }),
  };
}

/** An import that the command would accept from its own tenant. */
const ACCEPTED_FROM: Readonly<Record<keyof ReturnType<typeof commandsOn>, Partial<Import>>> = {
  confirm: {
    status: 'AWAITING_CONFIRMATION',
    confirmation: { expiresAt: '2026-11-22T10:00:00.000Z', token: 'token', retry: 0 },
  },
  cancel: { status: 'RUNNING' },
  resume: { status: 'ABORTED' },
};

describe("a command about another tenant's import", () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  beforeAll(async () => {
    table = await startImportsTable();
  });
  afterAll(async () => table?.close());

  it.each(['confirm', 'cancel', 'resume'] as const)(
    '%s answers that there is no such import',
    async (name) => {
      const imports = createDynamoImportStore(table.table, () => NOW, table.client);
      const importId = `imp_01kakr5e3h${name.padEnd(16, '0')}`;
      await imports.create(importItem({ ...ACCEPTED_FROM[name], importId }));
      const before = await imports.read(importId);
      const command = commandsOn(imports)[name];
      for (const reference of [
        { importId, tenant: 'other' },
        { importId: 'imp_01kakr5e3h0123456789abcdee', tenant: 'acme' },
      ]) {
        expect(await command(reference, RUNTIME)).toMatchObject({
          code: 'NoSuchImport',
          message: 'There is no such import.',
        });
      }
      expect(await imports.read(importId)).toEqual(before);
    },
  );
});
