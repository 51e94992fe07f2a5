import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type ClaimItem,
  type ClaimStore,
  createDynamoClaimStore,
} from '../../../lambdas/adapters/dynamo-claim-store.ts';
import { createDynamoUserEraser } from '../../../lambdas/adapters/dynamo-user-eraser.ts';
import { startUsersTable } from '../support/start-table.ts';

const UNOWNED = { owner: undefined };
const at = (recordNumber: number, fencingToken = 1) => ({ fencingToken, recordNumber });
const releaseAt = (recordNumber: number) => ({ by: 'bob', importId: 'imp', recordNumber });

describe('the claim of a unique value', () => {
  let table: Awaited<ReturnType<typeof startUsersTable>>;
  let claims: ClaimStore;
  let key = '';
  let claimed = 0;

  beforeAll(async () => {
    table = await startUsersTable();
    claims = createDynamoClaimStore(table.table, table.client);
  });
  afterAll(() => table.close());
  beforeEach(() => {
    claimed += 1;
    key = `claim ${claimed}`;
  });
  const seen = async (): Promise<ClaimItem> =>
    (await claims.read([key])).get(key) ?? { ...UNOWNED, released: undefined };
  const ownerOf = async () => (await claims.read([key])).get(key)?.owner;

  it('is acquired by one user, and by another only after a release', async () => {
    expect(await claims.acquire(key, 'bob', UNOWNED, at(1))).toBe(true);
    expect(await claims.acquire(key, 'ann', UNOWNED, at(2))).toBe(false);
    await claims.release(key, releaseAt(3), 1);
    expect((await claims.read([key])).get(key)).toEqual({
      owner: undefined,
      released: { ...releaseAt(3), since: { fencingToken: 1, recordNumber: 1 } },
      takes: expect.any(Number),
    });
    expect(await claims.acquire(key, 'ann', UNOWNED, at(4))).toBe(true);
    expect(await ownerOf()).toBe('ann');
  });

  it('is taken from an owner without the value', async () => {
    await claims.acquire(key, 'bob', UNOWNED, at(1));
    expect(await claims.acquire(key, 'ann', await seen(), at(2))).toBe(true);
    expect(await ownerOf()).toBe('ann');
  });

  it('is not taken from an owner that has acquired it again', async () => {
    await claims.acquire(key, 'bob', UNOWNED, at(1));
    const seen = (await claims.read([key])).get(key) ?? { ...UNOWNED, released: undefined };
    await claims.acquire(key, 'bob', seen, at(1));
    expect(await claims.acquire(key, 'ann', seen, at(2))).toBe(false);
    expect(await ownerOf()).toBe('bob');
  });

  it('has another count after each taking, also if it was deleted in between', async () => {
    const counts = new Set<number | undefined>();
    const eraser = createDynamoUserEraser(table.table, () => new Date(0), table.client);
    for (let i = 0; i < 4; i += 1) {
      await claims.acquire(key, 'bob', UNOWNED, at(1));
      const claim = await seen();
      counts.add(claim.takes);
      if (i % 2 === 1) expect(await eraser.deleteClaim(key, claim)).toBe(true);
    }
    expect(counts.size).toBe(4);
  });

  it('can be acquired again by the same record', async () => {
    expect(await claims.acquire(key, 'bob', UNOWNED, at(1))).toBe(true);
    expect(await claims.acquire(key, 'bob', UNOWNED, at(1))).toBe(true);
    expect(await claims.acquire(key, 'bob', await seen(), at(1))).toBe(true);
  });

  it('is not released by an earlier invocation after it was released and acquired again', async () => {
    await claims.acquire(key, 'bob', UNOWNED, at(2));
    await claims.release(key, releaseAt(5), 1);
    await claims.acquire(key, 'bob', UNOWNED, at(6));
    await claims.release(key, releaseAt(5), 1);
    expect(await ownerOf()).toBe('bob');
    // The earlier invocation cannot move the position of the claim back either.
    expect(await claims.acquire(key, 'bob', UNOWNED, at(2))).toBe(false);
    expect(await claims.acquire(key, 'bob', await seen(), at(2))).toBe(false);
    await claims.release(key, releaseAt(5), 1);
    expect(await ownerOf()).toBe('bob');
  });

  it('is not released by an earlier import after a later one acquired it', async () => {
    await claims.acquire(key, 'bob', UNOWNED, at(1, 2));
    await claims.release(key, releaseAt(900), 1);
    expect(await ownerOf()).toBe('bob');
    await claims.release(key, releaseAt(2), 2);
    expect(await ownerOf()).toBeUndefined();
  });

  describe('acquired by a request between two records', () => {
    const between = (recordNumber: number) => ({ fencingToken: 1, recordNumber, between: true }) as const;

    it('is not released by the record before it, but by the next one', async () => {
      await claims.acquire(key, 'bob', UNOWNED, between(5));
      await claims.release(key, releaseAt(5), 1);
      expect(await ownerOf()).toBe('bob');
      await claims.release(key, releaseAt(6), 1);
      expect(await ownerOf()).toBeUndefined();
    });

    it('can be acquired by the next record of its user', async () => {
      await claims.acquire(key, 'bob', UNOWNED, between(5));
      expect(await claims.acquire(key, 'bob', await seen(), at(6))).toBe(true);
    });

    it('is shared with a later record, whose position stays', async () => {
      await claims.acquire(key, 'bob', UNOWNED, at(8));
      const before = await seen();
      expect(await claims.acquire(key, 'bob', before, between(5))).toBe(true);
      await claims.release(key, releaseAt(7), 1);
      expect(await ownerOf()).toBe('bob');
      expect(await claims.acquire(key, 'ann', before, at(9))).toBe(false);
    });

    it('still names its previous owner', async () => {
      await claims.acquire(key, 'ann', UNOWNED, at(1));
      await claims.release(key, { ...releaseAt(3), by: 'ann' }, 1);
      await claims.acquire(key, 'bob', UNOWNED, between(5));
      expect((await claims.read([key])).get(key)).toMatchObject({ owner: 'bob', released: { by: 'ann' } });
    });
  });
});
