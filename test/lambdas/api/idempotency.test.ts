import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createDynamoIdempotencyStore,
  type IdempotencyStore,
} from '../../../lambdas/adapters/dynamo-idempotency-store.ts';
import { createIdempotency } from '../../../lambdas/api/idempotency.ts';
import { idempotencySecrets } from '../../../lambdas/api/idempotency-secrets.ts';
import type { Creation } from '../../../lambdas/api/operation.ts';
import { OPERATIONS } from '../../../lambdas/api/operations.ts';
import { Problem } from '../../../lambdas/api/problem.ts';
import { itemKeys } from '../../../lambdas/core/naming/item-keys.ts';
import { startImportsTable } from '../support/start-table.ts';

const operation = OPERATIONS.find(({ id }) => id === 'createSession') as (typeof OPERATIONS)[number];
const TOKEN = `Bearer rk_acme_${'a'.repeat(48)}`;
const HOUR_MS = 3_600_000;

describe('a creation with an idempotency key', () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  let store: IdempotencyStore;
  let time = Date.parse('2026-11-28T10:00:00Z');
  let keys = 0;

  beforeAll(async () => {
    table = await startImportsTable();
    store = createDynamoIdempotencyStore(table.table, table.client);
  });
  afterAll(() => table.close());

  const newKey = (): string => {
    keys += 1;
    return `key-${keys}`;
  };

  /** Repeats one request; `created` are the creations that were made. */
  function requests({ key = newKey(), token = TOKEN, content = { minutes: 15 } as unknown } = {}) {
    const created: Creation[] = [];
    const idempotent = createIdempotency({ idempotency: store, now: () => new Date(time) });
    const answer = { body: { token: 'rcs_secret' }, headers: { location: '/a' } };
    const send = (
      more: { readonly key?: string | undefined; readonly token?: string; readonly content?: unknown } = {},
      create: (creation: Creation) => Promise<typeof answer> = async (creation) => {
        created.push(creation);
        return answer;
      },
    ) => idempotent({ operation, token, key, content, ...more }, create);
    return { send, created, answer, key };
  }

  it('is made once, and every repetition gets the same answer for a day', async () => {
    const { send, created, answer } = requests();
    expect(await send()).toEqual(answer);
    time += 23 * HOUR_MS;
    expect(await send()).toEqual({ ...answer, headers: { location: '/a', 'idempotency-replayed': 'true' } });
    expect(created).toHaveLength(1);
    time += HOUR_MS;
    await send();
    expect(created).toHaveLength(2);
  });

  it('without a key is made each time', async () => {
    const { send, created } = requests();
    await send({ key: undefined });
    await send({ key: undefined });
    expect(created[0]?.seed.equals(created[1]?.seed as Buffer)).toBe(false);
  });

  it('is refused with another body', async () => {
    const { send, created } = requests();
    await send();
    await expect(send({ content: { minutes: 16 } })).rejects.toMatchObject({
      kind: 'idempotency-key-reused',
    });
    expect(created).toHaveLength(1);
  });

  it('is not answered with that of another bearer, who can use the same key', async () => {
    const { send, created } = requests();
    await send();
    await send({ token: `Bearer rk_acme_${'b'.repeat(48)}` });
    expect(created).toHaveLength(2);
  });

  it('of several requests at once is made by one', async () => {
    const { send, created } = requests();
    const settled = await Promise.allSettled(Array.from({ length: 8 }, () => send()));
    expect(created).toHaveLength(1);
    for (const one of settled)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ kind: 'idempotency-key-in-use' });
  });

  it('that was refused is forgotten', async () => {
    const { send, created } = requests();
    const refused = async () => {
      throw new Problem('conflict', 'too many');
    };
    await expect(send({}, refused)).rejects.toMatchObject({ kind: 'conflict' });
    await send({ content: { minutes: 20 } });
    expect(created).toHaveLength(1);
  });

  it('that failed is repeated with the same seed, also with other bodies in between', async () => {
    const { send, created } = requests();
    const seeds: string[] = [];
    const failing = async ({ seed }: Creation) => {
      seeds.push(seed.toString('hex'));
      throw new Error('S3 is away');
    };
    await expect(send({}, failing)).rejects.toThrow('S3 is away');
    await expect(send({ content: {} })).rejects.toMatchObject({ kind: 'idempotency-key-reused' });
    await send();
    expect(created.map(({ seed }) => seed.toString('hex'))).toEqual(seeds);
  });

  it('whose invocation died is taken over after a minute, by one request', async () => {
    const { send, created } = requests();
    await new Promise<void>((claimed) => {
      void send({}, () => {
        claimed();
        return new Promise(() => undefined);
      });
    });
    await expect(send()).rejects.toMatchObject({ kind: 'idempotency-key-in-use' });
    time += 60_000;
    await Promise.allSettled([send(), send(), send()]);
    expect(created).toHaveLength(1);
  });

  it.each([
    ['is empty', ''],
    ['has spaces', 'a b'],
    ['is too long', 'x'.repeat(256)],
    ['is no ASCII', 'ü'],
  ])('is refused if the key %s', async (_, key) => {
    await expect(requests().send({ key })).rejects.toMatchObject({
      kind: 'invalid-request',
      errors: [{ in: 'header', pointer: 'Idempotency-Key' }],
    });
  });

  it('leaves nothing readable in the table', async () => {
    const { send, key } = requests({ content: { notify: 'ann@example.com' } });
    await send();
    const { id } = idempotencySecrets(TOKEN, operation.id, key);
    const item = JSON.stringify({ ...(await store.find(id)), ...itemKeys.idempotentRequest(id) });
    for (const secret of ['rcs_secret', 'ann@example.com', 'rk_acme', key])
      expect(item).not.toContain(secret);
  });
});

describe('the secrets of a request', () => {
  it('decrypt what they have encrypted, and nothing of another token, operation or key', () => {
    const part = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(
        fc.string(),
        fc.tuple(part, part, part),
        fc.tuple(part, part, part),
        (answer, own, other) => {
          const secrets = idempotencySecrets(...own);
          expect(secrets.decrypt(secrets.encrypt(answer))).toBe(answer);
          if (own.join() === other.join()) return;
          const others = idempotencySecrets(...other);
          expect(others.id).not.toBe(secrets.id);
          expect(() => others.decrypt(secrets.encrypt(answer))).toThrow();
        },
      ),
      { numRuns: 50 },
    );
  });
});
