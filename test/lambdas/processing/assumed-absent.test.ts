import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportType } from '../../../lambdas/core/import-type/import-type.ts';
import { readRecord } from '../../../lambdas/core/import-type/read-record.ts';
import { fieldsOfJson } from '../../../lambdas/core/import-type/record-fields.ts';
import { applyRecords } from '../../../lambdas/processing/apply-records.ts';
import type { ChunkRecord } from '../../../lambdas/reading/read-chunk.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { memoryTables } from '../support/memory-tables.ts';
import { participants } from '../support/participants.ts';
import { TENANT } from './memory-import.ts';

/** A user must have a first name: a record without it is valid for an existing user and invalid for a new one. */
const type: ImportType = {
  ...participants,
  check: (next) =>
    next.fields.has('firstName')
      ? []
      : [{ severity: 'error', code: 'BAD_REQUEST', message: 'firstName is missing', retryable: false }],
};

interface Sent {
  readonly n: number;
  readonly firstName?: string;
  readonly lastName: string;
}

const sent: fc.Arbitrary<Sent> = fc.record(
  { n: fc.nat(7), firstName: fc.constantFrom('Ann', 'Bob'), lastName: fc.constantFrom('A', 'B') },
  { requiredKeys: ['n', 'lastName'] },
);

function recordsOf(rows: readonly Sent[]): ChunkRecord[] {
  return rows.map(({ n, ...rest }, i) => {
    const fields = fieldsOfJson(type, { accountId: 'acme', id: `u${n}`, ...rest });
    const read = readRecord(type, TENANT, fields, { onBlank: 'keep' });
    return { recordNumber: i + 1, line: i + 1, raw: Buffer.alloc(0), read };
  });
}

type Mode = 'upsert' | 'create-only' | 'update-only';

/** Applies the rows to a table with some users in it. @returns outcomes, users, and the keys that were read at once */
async function apply(
  rows: readonly Sent[],
  existing: readonly number[],
  mode: Mode,
  options: { readonly usersPerRead?: number; readonly explain?: boolean },
) {
  const tables = memoryTables();
  const reads: (readonly string[])[] = [];
  const store = tables.userStore(async () => undefined);
  const users = {
    ...store,
    read: (keys: readonly string[]) => store.read(reads[reads.push(keys) - 1] ?? []),
  };
  const claims = tables.claimStore(async () => undefined);
  const step = {
    importId: 'before',
    fencingToken: 1,
    step: 'chunk 0',
    type,
    tenant: TENANT,
    onTaken: 'fail',
  } as const;
  const there = recordsOf(existing.map((n) => ({ n, firstName: 'Old', lastName: 'A' })));
  await applyRecords(there, { ...step, mode: 'upsert', users, claims }, { writeConcurrency: 1 });
  // Every second user was written by another system, without a version.
  for (const [key, { user }] of tables.users)
    if (/[13579]$/.test(key)) tables.users.set(key, { user, version: undefined, mark: undefined });
  reads.length = 0;
  const { explain } = options;
  const context = {
    ...step,
    importId: 'now',
    fencingToken: 2,
    mode,
    users,
    claims,
    ...(explain && { explain }),
  };
  const { outcomes } = await applyRecords(recordsOf(rows), context, { writeConcurrency: 2, ...options });
  const table = new Map([...tables.users].map(([key, { user }]) => [key, user]));
  return { outcomes, table, reads };
}

describe('assuming users absent when earlier ones are', () => {
  it('changes neither outcomes nor the table', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(sent, { minLength: 1, maxLength: 12 }),
        fc.uniqueArray(fc.nat(7)),
        fc.constantFrom<Mode>('upsert', 'create-only', 'update-only'),
        fc.integer({ min: 1, max: 3 }),
        async (rows, existing, mode, usersPerRead) => {
          const assumed = await apply(rows, existing, mode, { usersPerRead });
          const looked = await apply(rows, existing, mode, {});
          expect(assumed.outcomes).toEqual(looked.outcomes);
          expect(assumed.table).toEqual(looked.table);
        },
      ),
      lawRuns(300),
    );
  });

  const NEW = Array.from({ length: 8 }, (_, n): Sent => ({ n, firstName: 'Ann', lastName: 'A' }));

  it('reads only the first batch of a file of new users', async () => {
    const { reads } = await apply(NEW, [], 'upsert', { usersPerRead: 2 });
    expect(reads.map(({ length }) => length)).toEqual([2]);
  });

  it('reads an existing user by itself, and later users in batches', async () => {
    const { reads } = await apply(NEW, [2], 'upsert', { usersPerRead: 2 });
    // Two are written at a time: the fourth is assumed absent while the third turns out to exist.
    expect(reads.map(({ length }) => length)).toEqual([2, 1, 2, 2]);
  });

  it('reads later users in batches after a user for whom nothing was written', async () => {
    const incomplete = NEW.map(({ n, lastName }) => ({ n, lastName }));
    const { reads } = await apply([...NEW.slice(0, 2), ...incomplete.slice(2)], [], 'upsert', {
      usersPerRead: 2,
    });
    expect(reads.map(({ length }) => length)).toEqual([2, 1, 1, 2, 2]);
  });

  it.each([
    ['an evaluation', 'upsert', true],
    ['an import that only updates users', 'update-only', false],
  ] as const)('is not done in %s', async (_prose, mode, explain) => {
    const { reads } = await apply(NEW, [], mode, { usersPerRead: 2, explain });
    expect(reads.map(({ length }) => length)).toEqual([2, 2, 2, 2]);
  });
});
