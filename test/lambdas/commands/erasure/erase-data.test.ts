import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoClaimStore } from '../../../../lambdas/adapters/dynamo-claim-store.ts';
import { createDynamoTableSweep } from '../../../../lambdas/adapters/dynamo-table-sweep.ts';
import { createDynamoUserEraser } from '../../../../lambdas/adapters/dynamo-user-eraser.ts';
import { createDynamoUserStore } from '../../../../lambdas/adapters/dynamo-user-store.ts';
import { createEraseData, type EraseDataPorts } from '../../../../lambdas/commands/erasure/erase-data.ts';
import { createStartErasure } from '../../../../lambdas/commands/erasure/start-erasure.ts';
import type { Erasure } from '../../../../lambdas/contracts/erasure.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import { RUNTIME } from '../../support/memory-ports.ts';
import { memoryPreviews } from '../../support/memory-previews.ts';
import { startUsersTable } from '../../support/start-table.ts';

const NOW = new Date('2026-11-28T10:00:00.000Z');
const now = () => NOW;
const ID = `ers_${'0'.repeat(24)}`;
const ANN = 'acme/participants/a/ann';
const BOB = 'acme/participants/a/bob';
const claimKey = (code: string) => `acme/@claim/participants/p/${code}`;
const referenceKey = (code: string) => `acme/@reference/${code}`;
const released = (by: string) => ({ by, importId: 'imp', recordNumber: 3 });

/** Ann with the code NOW, and what she, and writers that died, have left behind. */
const ANNS: readonly object[] = [
  { userKey: ANN, accountId: 'a', id: 'ann', 'referralCodes.p': 'NOW', _version: 3, other: 'system' },
  { userKey: claimKey('NOW'), _owner: ANN, _takes: 1, _since: '1#1' },
  { userKey: claimKey('VOID'), _owner: ANN, _takes: 1, _since: '1#1' },
  { userKey: claimKey('OLD'), _released: released(ANN), _takes: 1 },
  { userKey: referenceKey('NOW'), _owner: ANN },
  { userKey: referenceKey('OLD'), _owner: ANN },
];
const BOBS: readonly object[] = [
  { userKey: BOB, accountId: 'a', id: 'bob', 'referralCodes.p': 'TAKEN', _version: 1 },
  { userKey: referenceKey('TAKEN'), _owner: BOB },
  { userKey: 'acme2/participants/a/ann', accountId: 'a', id: 'ann', _version: 1 },
];
/** Bob has it now, and the claim still says that Ann released it. */
const TAKEN = { userKey: claimKey('TAKEN'), _owner: BOB, _takes: 2, _since: '1#4' };

let table: Awaited<ReturnType<typeof startUsersTable>>;
beforeAll(async () => {
  table = await startUsersTable();
});
afterAll(() => table.close());

class Death extends Error {}

/** The ports with one operation that dies, before or after it was done. */
function dyingAt<T extends object>(port: T, count: { operations: number; readonly dies: number }): T {
  return new Proxy(port, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        count.operations += 1;
        if (count.operations === count.dies) throw new Death('before');
        const answer = await value.apply(target, args);
        count.operations += 1;
        if (count.operations === count.dies) throw new Death('after');
        return answer;
      };
    },
  });
}

function eraseDataDyingAt(dies: number) {
  const count = { operations: 0, dies };
  const stored = new Map<string, Erasure>();
  const texts = new Map<string, string>();
  const erasures = {
    put: async (erasure: Erasure) => void stored.set(erasure.erasureId, erasure),
    find: async (id: string) => stored.get(id),
  };
  const audits: string[] = [];
  const ports = {
    erasures,
    users: createDynamoUserStore(table.table, now, table.client),
    claims: createDynamoClaimStore(table.table, table.client),
    eraser: createDynamoUserEraser(table.table, now, table.client),
    sweepUsers: createDynamoTableSweep(table.table, ['userKey'], table.client),
    tenants: { read: async () => NO_SETTINGS },
    list: { ids: async () => [], open: async () => [] },
    previews: memoryPreviews(),
    objects: { put: async (_: string, key: string, body: string) => void texts.set(key, body) },
    audit: async ({ operation }: { operation: string }) => void audits.push(operation),
    resultsBucket: 'results',
    retentionDays: 90,
    now,
  };
  const dying = Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [
      name,
      typeof port === 'object' && name !== 'erasures' ? dyingAt(port, count) : port,
    ]),
  ) as unknown as EraseDataPorts;
  const start = createStartErasure({
    erasures,
    executions: { start: async () => true },
    eraseDataArn: 'arn:aws:states:eu-central-1:0:stateMachine:erase-data',
    newErasureId: () => ID,
    retentionDays: 90,
    now,
  });
  return { start, eraseData: createEraseData(dying), count, stored, texts, audits };
}

/** As the state machine: an invocation that dies is repeated. */
async function run({ eraseData }: ReturnType<typeof eraseDataDyingAt>): Promise<readonly string[]> {
  const answers: string[] = [];
  let writersGone = false;
  for (;;) {
    try {
      const { next } = await eraseData({ erasureId: ID, writersGone }, RUNTIME);
      answers.push(next);
      if (next === 'WAIT_FOR_WRITERS') writersGone = true;
      if (next === 'DONE') return answers;
    } catch (error) {
      if (!(error instanceof Death)) throw error;
    }
  }
}

async function fill(): Promise<void> {
  const items = [...ANNS, ...BOBS, { ...TAKEN, _released: released(ANN) }];
  for (const Item of items) await table.documents.send(new PutCommand({ TableName: table.table, Item }));
}

async function itemsLeft(): Promise<readonly unknown[]> {
  const { Items = [] } = await table.documents.send(new ScanCommand({ TableName: table.table }));
  return Items.sort((a, b) => (String(a.userKey) < String(b.userKey) ? -1 : 1));
}

const byKey = (items: readonly object[]) =>
  items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const WANTED = {
  tenant: 'acme',
  user: { importType: 'participants', userKey: ANN },
  withFiles: false,
} as const;
const BY = { kind: 'api-key', id: 'k' } as const;

it('an erasure of a user leaves nothing of it, wherever it dies once', async () => {
  let last = 1;
  for (let dies = 0; dies <= last; dies += 1) {
    await fill();
    const erasure = eraseDataDyingAt(dies);
    await erasure.start({ ...WANTED, by: BY });
    expect(await run(erasure), `dies at ${dies}`).toContain('WAIT_FOR_WRITERS');
    expect(byKey((await itemsLeft()) as object[]), `dies at ${dies}`).toEqual(byKey([...BOBS, TAKEN]));
    const { user, phase } = erasure.stored.get(ID) ?? {};
    expect({ user, phase }).toEqual({ user: undefined, phase: 'done' });
    expect([...erasure.texts.values()].join('')).not.toContain('ann');
    expect(erasure.audits).toContain('userErased');
    if (dies === 0) last = erasure.count.operations;
  }
  expect(last).toBeGreaterThan(40);
});

it('an erasure leaves a user that was created again, with what belongs to it', async () => {
  await fill();
  const erasure = eraseDataDyingAt(0);
  await erasure.start({ ...WANTED, by: BY });
  const users = createDynamoUserStore(table.table, now, table.client);
  const { eraseData } = erasure;
  for (let next = ''; next !== 'WAIT_FOR_WRITERS'; )
    ({ next } = await eraseData({ erasureId: ID, writersGone: false }, RUNTIME));
  const placeholder = (await users.read([ANN])).get(ANN);
  expect(placeholder?.user.fields.size).toBe(0);
  const again = { userKey: ANN, accountId: 'a', id: 'ann', 'referralCodes.p': 'NEW', _version: 9 };
  const claim = { userKey: claimKey('NEW'), _owner: ANN, _takes: 5, _since: '2#1' };
  for (const Item of [again, claim])
    await table.documents.send(new PutCommand({ TableName: table.table, Item }));
  await run({
    ...erasure,
    eraseData: ({ erasureId }, runtime) => eraseData({ erasureId, writersGone: true }, runtime),
  });
  expect(erasure.stored.get(ID)).toMatchObject({ phase: 'done', createdAgain: true });
  const left = await itemsLeft();
  expect(left).toContainEqual(again);
  expect(left).toContainEqual(claim);
});
