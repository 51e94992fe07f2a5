import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eraseUser } from '../../../../lambdas/commands/erasure/erase-user.ts';
import { claimKeysOf } from '../../../../lambdas/core/import-type/claim-keys.ts';
import { isPlaceholder } from '../../../../lambdas/core/user/stored-user.ts';
import { NO_USER } from '../../../../lambdas/core/user/user.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { arbitraryProgramFile as file } from '../../processing/arbitrary-file.ts';
import { userKeyOf } from '../../processing/model.ts';
import { expectCodesApart, unclaimedOf } from '../../processing/run-file.ts';
import { type ConcurrentWriters, Death, runImports } from '../../processing/run-imports.ts';
import { type Interruption, type MemoryTables, memoryTables } from '../../support/memory-tables.ts';
import { participants } from '../../support/participants.ts';
import { fileOf, isDeath, upsertAll } from '../upsert-user/concurrent-requests.ts';

const IDS = ['ann', 'bob', 'cy'];
const files = fc.array(file, { minLength: 1, maxLength: 2 });
const requests = fc.array(file, { maxLength: 2 });
const erased = fc.array(fc.array(fc.constantFrom(...IDS), { maxLength: 3 }), { minLength: 1, maxLength: 3 });
const deaths = fc.array(fc.integer({ min: 0, max: 160 }), { maxLength: 6 });

const silent: Interruption = async () => undefined;

async function erase(tables: MemoryTables, id: string, interrupt: Interruption = silent) {
  const user = { userKey: userKeyOf(id), tenant: 'acme', importType: 'participants' };
  return eraseUser(user, participants, {
    users: tables.userStore(interrupt),
    claims: tables.claimStore(interrupt),
    eraser: tables.eraser(interrupt),
  });
}

/** Each list's users one after another, lists side by side; where an erasure dies, the next follows. */
function eraseAll(lists: readonly (readonly string[])[]): ConcurrentWriters {
  return (tables, interrupt) =>
    lists.map(async (ids) => {
      for (const id of ids)
        await erase(tables, id, interrupt).catch((error: unknown) => {
          if (!isDeath(error)) throw error;
        });
    });
}

/** @throws when two users have the same code, or a user has only what was written after it was stripped */
function expectSound(tables: MemoryTables): void {
  expectCodesApart(tables);
  for (const [userKey, stored] of tables.users)
    if (!isPlaceholder(stored) && !stored.user.fields.has('id')) throw new Error(`${userKey} has no id`);
}

/** Keys of claims that name the user, as owner or in their last release. */
function claimsAbout({ claims }: MemoryTables, id: string): readonly string[] {
  const userKey = userKeyOf(id);
  return [...claims].flatMap(([key, { owner, released }]) =>
    owner === userKey || released?.by === userKey ? [key] : [],
  );
}

describe('erasures concurrent with imports, requests and each other', () => {
  it('never leave two users with one code or a code without its claim, and every record has its outcome', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ files, requests, erased, deaths, doubled: fc.boolean() }),
        fc.scheduler(),
        async ({ files, requests, erased, deaths, doubled }, scheduler) => {
          const { results, tables } = await runImports(files.map(fileOf), 2, {
            scheduler,
            deaths: new Set(deaths),
            doubled,
            watch: expectSound,
            concurrent: (tables, interrupt) => [
              ...upsertAll(requests)(tables, interrupt),
              ...eraseAll(erased)(tables, interrupt),
            ],
          });
          expect(unclaimedOf(tables)).toEqual([]);
          expect(results.map(({ length }) => length)).toEqual(files.map(({ length }) => length));
        },
      ),
      lawRuns(100),
    );
  });

  it('leave a placeholder and no claim, whatever was erased and written at once before', async () => {
    await fc.assert(
      fc.asyncProperty(requests, erased, deaths, fc.scheduler(), async (lists, erased, at, scheduler) => {
        const tables = memoryTables();
        let operations = 0;
        const interrupt: Interruption = async (operation) => {
          await scheduler.schedule(Promise.resolve(), operation);
          if (operation === 'after write user') expectSound(tables);
          if (at.includes(operations++)) throw new Death(operation);
        };
        const writers = [...upsertAll(lists)(tables, interrupt), ...eraseAll(erased)(tables, interrupt)];
        await scheduler.waitFor(Promise.all(writers));
        expect(unclaimedOf(tables)).toEqual([]);
        for (const id of IDS) {
          const held = claimKeysOf(tables.users.get(userKeyOf(id))?.user ?? NO_USER, 'acme', participants);
          await erase(tables, id);
          const left = tables.users.get(userKeyOf(id));
          expect(left === undefined || isPlaceholder(left)).toBe(true);
          expect(claimsAbout(tables, id).filter((key) => held.has(key))).toEqual([]);
        }
      }),
      lawRuns(100),
    );
  });

  it('never do so when the same code is taken, erased and taken again', async () => {
    const taken = (id: string) => ({ id, codes: { p: 'X' } });
    const writer = fc.constantFrom(['ann'], ['bob'], ['ann', 'ann'], ['bob', 'ann']);
    const writers = fc.array(writer, { minLength: 1, maxLength: 3 });
    const erasers = fc.array(fc.constantFrom(['ann'], ['ann', 'ann'], ['bob']), {
      minLength: 1,
      maxLength: 2,
    });
    await fc.assert(
      fc.asyncProperty(
        writers,
        erasers,
        fc.boolean(),
        fc.scheduler(),
        async (ids, erased, imported, scheduler) => {
          const lists = ids.map((list) => list.map(taken));
          const concurrent: ConcurrentWriters = (tables, interrupt) => [
            ...upsertAll(lists)(tables, interrupt),
            ...eraseAll(erased)(tables, interrupt),
          ];
          const trouble = { scheduler, doubled: true, watch: expectSound, concurrent };
          const second = imported ? [taken('ann')] : [{ id: 'cy', codes: {} }];
          const { tables } = await runImports([fileOf([taken('ann')]), fileOf(second)], 1, trouble);
          expect(unclaimedOf(tables)).toEqual([]);
        },
      ),
      lawRuns(300),
    );
  });

  it('do not delete a claim that was deleted and taken again since it was read', async () => {
    const tables = memoryTables();
    const ann = [[{ id: 'ann', codes: { p: 'X' } }]];
    await Promise.all(upsertAll(ann)(tables, silent));
    const stripped = Promise.withResolvers<void>();
    // It has read the claim before the other one strips the user.
    const second = erase(tables, 'ann', async (operation) => {
      if (operation === 'before strip user') await stripped.promise;
    });
    let deletions = 0;
    await erase(tables, 'ann', async (operation) => {
      if (operation !== 'before delete claim') return;
      deletions += 1;
      stripped.resolve();
      await second;
      expect(tables.claims.size).toBe(0);
      await Promise.all(upsertAll(ann)(tables, silent));
    });
    expect(deletions).toBe(1);
    expect(claimKeysOf(tables.users.get(userKeyOf('ann'))?.user ?? NO_USER, 'acme', participants).size).toBe(
      1,
    );
    expect(unclaimedOf(tables)).toEqual([]);
  });

  it('do not bring back a user whose import is retried after it was erased', async () => {
    const records = [{ id: 'ann', codes: { p: 'X' } }];
    const { tables } = await runImports([fileOf(records)], 1, { doubled: false });
    expect(await erase(tables, 'ann')).toEqual({ existed: true, createdAgain: false });
    expect(tables.users.get(userKeyOf('ann'))).toMatchObject({
      user: { fields: new Map(), sets: new Map() },
      mark: { outcomes: { 1: 'created' }, released: {} },
    });
    expect(claimsAbout(tables, 'ann')).toEqual([]);
    expect(tables.references).toEqual(new Set());
    expect(await erase(tables, 'ann')).toEqual({ existed: false, createdAgain: false });
    expect(await erase(tables, 'nobody')).toEqual({ existed: false, createdAgain: false });
    expect(tables.users.has(userKeyOf('nobody'))).toBe(false);
  });
});
