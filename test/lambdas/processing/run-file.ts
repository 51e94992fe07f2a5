/** Runs files through the real SplitFile, ProcessChunk and ProcessRepeats on tables in memory, in trouble as ordered. */
import type { Scheduler } from 'fast-check';
import type { ChunkRange } from '../../../lambdas/contracts/chunk.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import type { ImportOptions } from '../../../lambdas/contracts/import-options.ts';
import { claimKeysOf } from '../../../lambdas/core/fold-user.ts';
import { objectKeys } from '../../../lambdas/core/object-keys.ts';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { createProcessChunk, type ProcessChunkPorts } from '../../../lambdas/process-chunk/handler.ts';
import { createProcessRepeats } from '../../../lambdas/process-repeats/handler.ts';
import { readChunkResults } from '../../../lambdas/reporting/read-part.ts';
import type { TaskRuntime } from '../../../lambdas/runtime/create-handler.ts';
import { createSplitFile } from '../../../lambdas/split-file/handler.ts';
import { memoryObjects, RUNTIME } from '../support/memory-ports.ts';
import { type Interruption, type MemoryTables, memoryTables } from '../support/memory-tables.ts';
import { lineOf, type ModelRecord, type ModelUser } from './model.ts';

export interface Trouble {
  readonly scheduler: Scheduler;
  /** Numbers of operations at which the invocation that does them dies. */
  readonly deaths?: ReadonlySet<number>;
  /** Each chunk is invoked twice. */
  readonly doubled?: boolean;
  readonly repeats?: ImportOptions['repeats'];
}

class Death extends Error {}

/** Files one after another, each an import with a turn of its own. */
export async function runFile(
  files: readonly (readonly ModelRecord[])[],
  chunkRecords: number,
  trouble: Trouble,
) {
  const tables = memoryTables();
  let operations = 0;
  const interrupt: Interruption = async (operation) => {
    await trouble.scheduler.schedule(Promise.resolve(), operation);
    if (trouble.deaths?.has(operations++)) throw new Death(operation);
  };
  const outcomes: string[][] = [];
  for (const [i, records] of files.entries()) {
    tables.chunks.clear();
    outcomes.push(await runImport(tables, records, chunkRecords, i + 1, interrupt, trouble));
  }
  return { outcomes, users: usersOf(tables), unclaimed: unclaimedOf(tables) };
}

async function runImport(
  tables: MemoryTables,
  records: readonly ModelRecord[],
  chunkRecords: number,
  turn: number,
  interrupt: Interruption,
  { scheduler, doubled, repeats: choice = 'apply-in-order' }: Trouble,
): Promise<string[]> {
  const text = records.map((record) => `${lineOf(record)}\n`).join('');
  const importId = `imp_${String(turn).padStart(26, '0')}`;
  const objects = memoryObjects({ file: text });
  let item = importOf(importId, text, choice);
  const imports = {
    read: async () => item,
    update: async (_: string, change: Partial<Import>) => {
      item = { ...item, ...change } as Import;
    },
  };
  const limits = { maxFileBytes: 1e9, chunkBytes: 1e6, chunkRecords, maxConcurrency: 10, maxCandidates: 2 };
  await createSplitFile({ objects, imports, resultsBucket: 'results', ...limits } as never)(
    { importId },
    RUNTIME,
  );
  const manifest = (objects.texts.get(objectKeys.manifest(importId)) ?? '').trim().split('\n');
  const chunks = manifest.map((line): ChunkRange => JSON.parse(line));
  const ports = portsOf(tables, { objects, read: imports.read, interrupt });
  const processChunk = createProcessChunk(ports);
  const processRepeats = createProcessRepeats(ports);
  const invocations = (doubled ? [...chunks, ...chunks] : chunks).map((chunk) =>
    untilItLives((runtime) => processChunk({ importId, chunk, turn }, runtime)),
  );
  await scheduler.waitFor(Promise.all(invocations));
  const repeats = (doubled ? [0, 1] : [0]).map(() =>
    untilItLives((runtime) => processRepeats({ importId, turn }, runtime)),
  );
  await scheduler.waitFor(Promise.all(repeats));
  const source = {
    objects,
    users: { known: async () => new Set<string>() },
    resultsBucket: 'results',
    tenant: 'acme',
  };
  const results = [];
  for (const chunk of [...tables.chunks.values()].sort((a, b) => a.index - b.index))
    results.push(...(await readChunkResults(source, chunk)));
  return results.map(({ outcome }) => outcome);
}

let invocation = 0;

/** As the state machine's Retry does: a death is tried again, an invocation that comes too late may end. */
async function untilItLives(invoke: (runtime: TaskRuntime) => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt++) {
    try {
      await invoke({ ...RUNTIME, invocationId: `i${invocation++}` });
      return;
    } catch (error) {
      if (error instanceof Error && error.name === 'StaleInvocation') return;
      if (!(error instanceof Death) && !(error instanceof Error && error.name === 'WriteContention'))
        throw error;
    }
  }
  throw new Error('the invocation never came through');
}

function portsOf(
  tables: MemoryTables,
  {
    objects,
    read,
    interrupt,
  }: { objects: ProcessChunkPorts['objects']; read: () => Promise<Import>; interrupt: Interruption },
): ProcessChunkPorts & Parameters<typeof createProcessRepeats>[0] {
  return {
    objects,
    resultsBucket: 'results',
    writeConcurrency: 3,
    now: () => new Date(0),
    users: tables.userStore(interrupt),
    claims: tables.claimStore(interrupt),
    imports: {
      read,
      update: async () => undefined,
      readChunk: async (_, index) => tables.chunks.get(index),
      startChunk: async (chunk) =>
        void (tables.chunks.has(chunk.index) || tables.chunks.set(chunk.index, chunk)),
      advanceChunk: async (chunk, from) => {
        await interrupt('before advance');
        if (tables.chunks.get(chunk.index)?.status !== from) return false;
        tables.chunks.set(chunk.index, chunk);
        await interrupt('after advance');
        return true;
      },
      chunks: async function* () {
        yield* [...tables.chunks.values()].sort((a, b) => a.index - b.index);
      },
    },
  };
}

function importOf(importId: string, text: string, repeats: ImportOptions['repeats']): Import {
  const source = { bucket: 'uploads', key: 'file', etag: 'e', size: Buffer.byteLength(text) };
  const at = new Date(0).toISOString();
  return {
    importId,
    tenant: 'acme',
    importType: 'participants',
    fileName: 'file',
    status: 'RUNNING',
    source,
    content: source,
    options: { mode: 'upsert', onBlank: 'keep', repeats },
    layout: { format: 'jsonl', offset: 0, line: 1 },
    createdAt: at,
    updatedAt: at,
  } as Import;
}

function usersOf(tables: MemoryTables): Map<string, ModelUser> {
  const users = [...tables.users].map(([key, { user }]): [string, ModelUser] => {
    const codes = [...user.fields].filter(([name]) => name.startsWith('referralCodes.'));
    const firstName = user.fields.get('firstName');
    return [
      key.slice(key.lastIndexOf('/') + 1),
      {
        codes: Object.fromEntries(
          codes.map(([name, code]) => [name.slice('referralCodes.'.length), String(code)]).sort(),
        ),
        ...(firstName !== undefined && { firstName: String(firstName) }),
      },
    ];
  });
  return new Map(users.sort());
}

/** Users that carry a value whose claim is not theirs: there must never be one. */
function unclaimedOf(tables: MemoryTables): string[] {
  return [...tables.users].flatMap(([userKey, { user }]) =>
    [...claimKeysOf(user.fields, 'acme', participants)].filter(
      (key) => tables.claims.get(key)?.owner !== userKey,
    ),
  );
}
