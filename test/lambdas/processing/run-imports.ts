/** Runs files through the real SplitFile, ProcessChunk and ProcessDeferred on tables in memory, in trouble as ordered. */
import type { Scheduler } from 'fast-check';
import type { ChunkRange } from '../../../lambdas/contracts/chunk.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import type { RecordResult } from '../../../lambdas/contracts/result-part.ts';
import type { ChunkResult, DeferredResult } from '../../../lambdas/contracts/state-payloads.ts';
import { objectKeys } from '../../../lambdas/core/naming/object-keys.ts';
import { openOverlay as openOverlayOn } from '../../../lambdas/evaluation/overlay.ts';
import type { OverlayStep } from '../../../lambdas/evaluation/overlay-cells.ts';
import { createProcessChunk, type ProcessChunkPorts } from '../../../lambdas/processing/process-chunk.ts';
import { createProcessDeferred } from '../../../lambdas/processing/process-deferred.ts';
import { readChunkResults } from '../../../lambdas/reporting/read-part.ts';
import type { TaskRuntime } from '../../../lambdas/runtime/create-handler.ts';
import { createSplitFile } from '../../../lambdas/tasks/split-file/handler.ts';
import { memoryObjects, RUNTIME } from '../support/memory-ports.ts';
import { memoryPreviews } from '../support/memory-previews.ts';
import { type Interruption, type MemoryTables, memoryTables } from '../support/memory-tables.ts';
import { type InspectedFile, importOf, portsOf, TENANT } from './memory-import.ts';

export interface Trouble {
  /** In which order operations go on; absent: as they come. */
  readonly scheduler?: Pick<Scheduler, 'schedule' | 'waitFor'>;
  /** Numbers of operations at which the invocation that does them dies. */
  readonly deaths?: ReadonlySet<number>;
  /** Each chunk is invoked twice. */
  readonly doubled?: boolean;
  /** Each file is evaluated before it is imported. */
  readonly evaluated?: boolean;
  /** Looks at the tables after each write of a user, and throws what is wrong with them. */
  readonly watch?: (tables: MemoryTables) => void;
  /** What others do to the tables in the map of each import, and while its deferred records are processed. */
  readonly concurrent?: ConcurrentWriters;
  /** Which of the questions for the remaining time are answered with a second. */
  readonly timeEnds?: ReadonlySet<number>;
  /** Called when a worker stops because its time is nearly over. */
  readonly onTimeEnded?: () => void;
  /** The most attributes of one update of a user: with few, updates take several writes. */
  readonly maxWrittenAttributes?: number;
}

export type ConcurrentWriters = (
  tables: MemoryTables,
  interrupt: Interruption,
) => readonly Promise<unknown>[];

export interface Run {
  /** Of each file, one result a record in file order. */
  readonly results: readonly (readonly RecordResult[])[];
  /** The same of its evaluation, where there was one. */
  readonly evaluated: readonly (readonly RecordResult[])[];
  readonly tables: MemoryTables;
}

export class Death extends Error {}

const AS_THEY_COME: Required<Trouble>['scheduler'] = {
  schedule: (operation) => operation,
  waitFor: (all) => all,
};

/** Files one after another, each an import with a turn of its own. */
export async function runImports(
  files: readonly InspectedFile[],
  chunkRecords: number,
  { scheduler = AS_THEY_COME, ...trouble }: Trouble = {},
): Promise<Run> {
  const tables = memoryTables();
  let operations = 0;
  let questions = 0;
  const interrupt: Interruption = async (operation) => {
    await scheduler.schedule(Promise.resolve(), operation);
    if (operation === 'after write user') trouble.watch?.(tables);
    if (trouble.deaths?.has(operations++)) throw new Death(operation);
  };
  const results: (readonly RecordResult[])[] = [];
  const evaluated: (readonly RecordResult[])[] = [];
  for (const [i, file] of files.entries()) {
    const { doubled, concurrent = () => [], maxWrittenAttributes } = trouble;
    const time: InvocationTime = {
      remainingMs: () => (trouble.timeEnds?.has(questions++) ? 1_000 : 900_000),
      onEnded: trouble.onTimeEnded ?? (() => undefined),
    };
    const writers = { doubled, concurrent, maxWrittenAttributes, time };
    const run = { tables, file, chunkRecords, turn: i + 1, interrupt, scheduler, ...writers };
    if (trouble.evaluated) evaluated.push(await evaluate(run));
    tables.chunks.clear();
    results.push(await runImport(run));
  }
  return { results, evaluated, tables };
}

interface ImportRun {
  readonly tables: MemoryTables;
  readonly file: InspectedFile;
  readonly chunkRecords: number;
  readonly turn: number;
  readonly interrupt: Interruption;
  readonly scheduler: Required<Trouble>['scheduler'];
  readonly doubled: boolean | undefined;
  readonly concurrent: ConcurrentWriters;
  readonly maxWrittenAttributes: number | undefined;
  readonly time: InvocationTime;
}

interface InvocationTime {
  readonly remainingMs: () => number;
  readonly onEnded: () => void;
}

/** @throws when the evaluation changed a table */
async function evaluate(run: ImportRun): Promise<readonly RecordResult[]> {
  const { tables, interrupt } = run;
  const stateOf = () => packed([[...tables.users], [...tables.claims], [...tables.references]]);
  const before = stateOf();
  const previews = memoryPreviews(interrupt);
  const openOverlay = (step: OverlayStep) => {
    const { users, claims } = { users: tables.userStore(interrupt), claims: tables.claimStore(interrupt) };
    return openOverlayOn({ users, claims, previews }, step);
  };
  tables.chunks.clear();
  const results = await runImport(run, openOverlay);
  if (stateOf() !== before) throw new Error('the evaluation has written to the tables');
  return results;
}

/** Text of anything made of Maps, Sets and plain values. */
function packed(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner instanceof Map || inner instanceof Set ? [...inner] : inner,
  );
}

async function runImport(
  {
    tables,
    file,
    chunkRecords,
    turn,
    interrupt,
    scheduler,
    doubled,
    concurrent,
    maxWrittenAttributes,
    time,
  }: ImportRun,
  openOverlay?: ProcessChunkPorts['openOverlay'],
): Promise<readonly RecordResult[]> {
  const importId = `imp_${String(turn).padStart(26, '0')}`;
  const objects = memoryObjects({ file: file.text });
  let item = importOf(importId, file);
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
  const gate = gateAt(interrupt);
  const ports = {
    ...portsOf(tables, { objects, read: imports.read, interrupt: gate.open }),
    ...(openOverlay && { openOverlay }),
    maxWrittenAttributes,
  };
  const processChunk = createProcessChunk(ports);
  const processDeferred = createProcessDeferred(ports);
  const invocations = (doubled ? [...chunks, ...chunks] : chunks).map((chunk) =>
    untilItLives(time, (runtime) => processChunk({ importId, chunk, fencingToken: turn }, runtime)),
  );
  const run = async (own: readonly Promise<void>[]): Promise<void> => {
    const others = gate.passed().then(() => Promise.all(concurrent(tables, interrupt)));
    await scheduler.waitFor(Promise.all(own).finally(gate.pass));
    await scheduler.waitFor(others);
  };
  await run(invocations);
  const deferred = (doubled ? [0, 1] : [0]).map(() =>
    untilItLives(time, (runtime) => processDeferred({ importId, fencingToken: turn }, runtime)),
  );
  await run(deferred);
  return resultsOf(tables, objects);
}

/** Others begin with an import's first operation: while it reads its file they would be done before it. */
function gateAt(interrupt: Interruption) {
  let gate = Promise.withResolvers<void>();
  return {
    open: (operation: string) => {
      gate.resolve();
      return interrupt(operation);
    },
    pass: () => gate.resolve(),
    passed: () => {
      gate = Promise.withResolvers<void>();
      return gate.promise;
    },
  };
}

async function resultsOf(tables: MemoryTables, objects: ProcessChunkPorts['objects']) {
  const known = async (_: string, values: ReadonlySet<string>) => values.intersection(tables.references);
  const source = { objects, users: { known }, resultsBucket: 'results', tenant: TENANT };
  const results: RecordResult[] = [];
  for (const chunk of [...tables.chunks.values()].sort((a, b) => a.index - b.index))
    results.push(...(await readChunkResults(source, chunk)));
  return results;
}

let invocation = 0;

/** As the state machine's Retry does: a death is tried again, an invocation that comes too late may end. */
async function untilItLives(
  { remainingMs, onEnded }: InvocationTime,
  invoke: (runtime: TaskRuntime) => Promise<ChunkResult | DeferredResult>,
): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt++) {
    try {
      const result = await invoke({ ...RUNTIME, invocationId: `i${invocation++}`, remainingMs });
      if (!('done' in result) || result.done) return;
    } catch (error) {
      if (error instanceof Error && error.name === 'StaleInvocation') return;
      if (error instanceof Error && error.name === 'TimeSliceEnded') onEnded();
      if (!(error instanceof Death) && !(error instanceof Error && RETRIED.includes(error.name))) throw error;
    }
  }
  throw new Error('the invocation did not succeed in 60 attempts');
}

const RETRIED = ['WriteContention', 'TimeSliceEnded'];
