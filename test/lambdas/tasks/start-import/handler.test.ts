import { describe, expect, it } from 'vitest';
import { registerTenant } from '../../../../lambdas/commands/register-tenant.ts';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import type { TenantRecord } from '../../../../lambdas/contracts/tenant.ts';
import { createStartImport } from '../../../../lambdas/tasks/start-import/handler.ts';
import type { StartImportPorts } from '../../../../lambdas/tasks/start-import/ports.ts';
import { NOW } from '../../support/import-item.ts';
import { ANY_TENANT, memoryAccess } from '../../support/memory-access.ts';
import { memoryFeeds } from '../../support/memory-feeds.ts';
import { memoryImports, RUNTIME } from '../../support/memory-ports.ts';
import { objectCreated } from './object-created.ts';

const ARN = 'arn:aws:states:eu-central-1:123456789012:stateMachine:user-import';

function starting(
  metadata: Readonly<Record<string, string>> | undefined,
  failures = 0,
  admission: Pick<StartImportPorts, 'registry' | 'tenantPolicy'> = ANY_TENANT,
) {
  const imports = memoryImports();
  const started: string[] = [];
  const tickets = new Set<string>();
  let left = failures;
  const start = createStartImport({
    imports,
    feeds: memoryFeeds(new Map()),
    tenants: { read: async () => NO_SETTINGS },
    ...admission,
    objects: { head: async () => metadata && { etag: 'e', size: 25, versionId: 'v', metadata } },
    turns: { putTicket: async (tenant, { item }) => void tickets.add(`${tenant} ${item}`) },
    executions: {
      start: async (stateMachineArn, name, input) => {
        expect({ stateMachineArn, input }).toEqual({
          stateMachineArn: ARN,
          input: {
            importId: name,
            attempt: 1,
            tenant: 'acme',
            importType: expect.any(String),
            fileHash: expect.stringMatching(/^[0-9a-f]{16}$/),
          },
        });
        // The ticket is there before its import can write.
        expect(tickets.size).toBe(1);
        if (left-- > 0) throw new Error('throttled');
        started.push(name);
        return true;
      },
    },
    stateMachineArn: ARN,
    retentionDays: 90,
    now: () => NOW,
  });
  return {
    imports,
    started,
    tickets,
    run: (key = 'partners/acme/participants/people.csv', size = 25) =>
      start(objectCreated(key, { size }), RUNTIME),
  };
}

describe('StartImport', () => {
  it('creates one import for an upload, with its options', async () => {
    const { imports, started, run } = starting({
      'rollcall-mode': 'update-only',
      'rollcall-on-blank': 'clear',
      'rollcall-segment': 'spring',
      'rollcall-notify': 'ann@example.com',
      'rollcall-request-id': 'r1',
      'uploaded-by': 'somebody',
    });
    await run();
    expect(imports.item).toMatchObject({
      tenant: 'acme',
      importType: 'participants',
      fileName: 'people.csv',
      status: 'QUEUED',
      requestId: 'r1',
      source: { bucket: 'uploads', etag: 'e', size: 25, versionId: 'v' },
      options: {
        mode: 'update-only',
        onBlank: 'clear',
        segment: { key: 'spring', action: 'add' },
        notify: 'ann@example.com',
      },
    });
    expect(imports.item?.metadataProblem).toBeUndefined();
    expect(imports.item?.executionArn).toBe(
      `arn:aws:states:eu-central-1:123456789012:execution:user-import:${imports.item?.importId}`,
    );
    expect(started).toEqual([imports.item?.importId]);
  });

  it.each([
    ['JSON', 'e30'],
    ['text that is no JSON', 'e30x'],
    ['a number that no table can store', Buffer.from('{"a":1e999}').toString('base64url')],
    ['text that is too long', 'x'.repeat(1537)],
  ])('stores the parameters as they were sent, for InspectFile to read: %s', async (_, text) => {
    const { imports, started, run } = starting({ 'rollcall-parameters': text });
    await run();
    expect(imports.item).toMatchObject({ parametersText: text });
    expect(imports.item?.metadataProblem).toBeUndefined();
    expect(started).toHaveLength(1);
  });

  it('ignores a file that waits for a request', async () => {
    const { imports, started, tickets, run } = starting({});
    await run('partners/acme/staging/users.csv');
    expect([imports.item, started, tickets.size]).toEqual([undefined, [], 0]);
  });

  it('creates one import for two deliveries of an event', async () => {
    const { imports, started, tickets, run } = starting({});
    await run();
    const first = imports.item;
    await run();
    expect(imports.item).toBe(first);
    expect(new Set(started).size).toBe(1);
    expect([...tickets]).toEqual([
      `acme ticket#2026-11-21T09:59:59.000Z#617F08299329D1890000000000000000#${first?.importId}`,
    ]);
  });

  it.each(['COMPLETED', 'REJECTED', 'ABORTED', 'RUNNING', 'AWAITING_CONFIRMATION'] as const)(
    'takes no place in the queue for a repeated delivery when the import is %s',
    async (status) => {
      const { imports, started, tickets, run } = starting({});
      await run();
      imports.item = { ...(imports.item as Import), status };
      tickets.clear();
      await run();
      expect([tickets.size, started.length]).toEqual([0, 1]);
    },
  );

  it('puts the ticket before it writes the import, so that a later upload waits if this invocation dies', async () => {
    const { imports, tickets, run } = starting({});
    const { create } = imports;
    imports.create = async () => Promise.reject(new Error('died'));
    await expect(run()).rejects.toThrow('died');
    expect([...tickets]).toHaveLength(1);
    imports.create = create;
    await run();
    expect([...tickets]).toEqual([expect.stringContaining(imports.item?.importId ?? '?')]);
  });

  it('starts the execution if an earlier invocation died before it', async () => {
    const { imports, started, run } = starting({}, 1);
    await expect(run()).rejects.toThrow('throttled');
    await run();
    expect(started).toEqual([imports.item?.importId]);
  });

  it.each([
    'partners/participants.csv',
    'Partners/acme/participants/people.csv',
    'partners/acme tenant/participants/people.csv',
    'partners/acme/',
    'readme.txt',
  ])('starts nothing and throws for an upload whose key it does not understand: %s', async (key) => {
    const { imports, started, run } = starting({});
    await expect(run(key)).rejects.toThrow(expect.objectContaining({ name: 'UploadKeyNotUnderstood' }));
    expect([imports.item, started]).toEqual([undefined, []]);
  });

  describe('with an upload of a tenant', () => {
    const registered = async (tenantPolicy: 'any' | 'registered', ...names: string[]) => {
      const { registry, stored } = memoryAccess();
      for (const name of names)
        await registerTenant(registry, { name, createdBy: { kind: 'invocation', id: 'test' } }, NOW);
      return { ...starting({}, 0, { registry, tenantPolicy }), tenants: stored.tenants };
    };

    it('that is not registered starts nothing and throws, so that an operator is notified', async () => {
      const { imports, started, tickets, run } = await registered('registered', 'acme-2', 'Acme');
      await expect(run()).rejects.toThrow(
        expect.objectContaining({ name: 'TenantNotRegistered', message: expect.stringContaining('acme') }),
      );
      expect([imports.item, started, tickets.size]).toEqual([undefined, [], 0]);
    });

    it('that is registered, or suspended, starts its import', async () => {
      for (const status of ['active', 'suspended'] as const) {
        const { started, run, tenants } = await registered('registered', 'acme');
        tenants.set('acme', { ...(tenants.get('acme') as TenantRecord), status });
        await run();
        expect(started).toHaveLength(1);
      }
    });

    it('registers the tenant once, where the stage accepts any', async () => {
      const { run, tenants } = await registered('any');
      await run();
      const record = tenants.get('acme');
      expect(record).toMatchObject({
        name: 'acme',
        status: 'active',
        createdBy: { kind: 'upload', id: expect.stringMatching(/^imp_/) },
      });
      await run();
      expect(tenants.get('acme')).toBe(record);
    });
  });

  it('ignores the empty object that a console makes for a folder', async () => {
    const { imports, started, run } = starting({});
    await run('partners/acme/', 0);
    expect([imports.item, started]).toEqual([undefined, []]);
  });

  it.each([
    ['a mode that does not exist', { 'rollcall-mode': 'replace' }, 'rollcall-mode'],
    ['an action without a segment', { 'rollcall-segment-action': 'add' }, 'needs rollcall-segment'],
    ['a segment with blanks', { 'rollcall-segment': 'a b' }, 'a segment key is'],
    ['a malformed address', { 'rollcall-notify': 'ann' }, 'must be an e-mail address'],
    [
      'an option that does not exist',
      { 'rollcall-onblank': 'clear' },
      'rollcall-onblank: there is no such option',
    ],
    ['__proto__ as an option', JSON.parse('{"rollcall-__proto__":"x"}'), 'there is no such option'],
  ])('stores the problem for the rejection: the metadata has %s', async (_, metadata, words) => {
    const { imports, started, run } = starting(metadata);
    await run();
    expect(imports.item?.metadataProblem).toContain(words);
    expect(started).toHaveLength(1);
  });

  it('keeps a valid address of the sender if another option is invalid', async () => {
    const { imports, run } = starting({ 'rollcall-mode': 'replace', 'rollcall-notify': 'ann@example.com' });
    await run();
    expect(imports.item?.options.notify).toBe('ann@example.com');
  });

  it('creates an import for an upload that was deleted, so that the sender is notified', async () => {
    const { started, run } = starting(undefined);
    await run();
    expect(started).toHaveLength(1);
  });
});
