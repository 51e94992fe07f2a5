/**
 * What flows into and out of the states of `user-import`. Ids, counts and object keys only: an execution's history is
 * readable by every operator, so nothing that came out of a file may pass through it (promise 8).
 */
import * as z from 'zod';
import { ChunkRangeSchema } from './chunk.ts';
import { ImportIdSchema } from './import.ts';
import { FinalStatusSchema, ImportStatusSchema } from './import-status.ts';
import { CountsSchema } from './outcome.ts';

/** The input of every task that concerns the import as a whole. */
export const ImportReferenceSchema = z.object({ importId: ImportIdSchema });
export type ImportReference = z.infer<typeof ImportReferenceSchema>;

/**
 * The execution's input, and the input of tasks that act on one attempt: they do not change an import that was resumed
 * since. An operator may call a task without an attempt; it then acts on the latest one.
 */
export const AttemptReferenceSchema = ImportReferenceSchema.extend({
  attempt: z.number().int().positive().optional(),
});
export type AttemptReference = z.infer<typeof AttemptReferenceSchema>;

/** What flows out of SplitFile; the Distributed Map reads the manifest that it names. */
export const SplitResultSchema = z.object({
  manifestBucket: z.string(),
  manifestKey: z.string(),
  chunks: z.number().int().positive(),
  records: z.number().int().positive(),
  /** Whether all records are judged before one is written. */
  evaluate: z.boolean(),
  /** Whether its sender decides after that: then it holds no place in the queue meanwhile. */
  yieldTurn: z.boolean(),
  /** Chunks with deferred records: what ProcessDeferred has to do. */
  deferredChunks: z.number().int().nonnegative(),
  maxConcurrency: z.number().int().positive(),
});
export type SplitResult = z.infer<typeof SplitResultSchema>;

/** The input of ProcessChunk. `chunk` is one line of the manifest. */
export const ChunkReferenceSchema = ImportReferenceSchema.extend({
  chunk: ChunkRangeSchema,
  /** That of the turn in which the import writes (WaitForTurn). */
  fencingToken: z.number().int().positive(),
});
export type ChunkReference = z.infer<typeof ChunkReferenceSchema>;

/** The fencing token of an evaluation: it has no turn, and writes no users. */
const withoutTurn = <Reference extends object>(reference: Reference) => ({ ...reference, fencingToken: 0 });

/** The input of EvaluateChunk: that of ProcessChunk, without a fencing token. */
export const EvaluateChunkReferenceSchema = ChunkReferenceSchema.omit({ fencingToken: true }).transform(
  withoutTurn,
);

/** What flows out of ProcessChunk and EvaluateChunk. The state machine discards it: the chunk item has the same. */
export const ChunkResultSchema = z.object({
  index: z.number().int(),
  counts: CountsSchema,
  /** Records that wait to be applied in file order after the map. */
  deferred: z.number().int(),
});
export type ChunkResult = z.infer<typeof ChunkResultSchema>;

/** The input of ProcessDeferred. */
export const DeferredReferenceSchema = ChunkReferenceSchema.pick({ importId: true, fencingToken: true });
export type DeferredReference = z.infer<typeof DeferredReferenceSchema>;

/** The input of EvaluateDeferred: that of ProcessDeferred, without a fencing token. */
export const EvaluateDeferredReferenceSchema = ImportReferenceSchema.transform(withoutTurn);

/** `done: false`: the time of one invocation was not sufficient; the state is entered again. */
export const DeferredResultSchema = z.object({ done: z.boolean() });
export type DeferredResult = z.infer<typeof DeferredResultSchema>;

/**
 * What flows out of CollectPreview: whether the state is entered again because the time of one invocation was not
 * sufficient, or the import ends, asks its sender, or goes on to write.
 */
export const PreviewResultSchema = z.object({
  next: z.enum(['COLLECT', 'END', 'CONFIRM', 'IMPORT']),
  /** How it ended, if it did. */
  status: ImportStatusSchema,
  /** Seconds for which the sender's answer is waited for. */
  confirmationSeconds: z.number().int().positive(),
});
export type PreviewResult = z.infer<typeof PreviewResultSchema>;

/** The input of AwaitConfirmation. */
export const ConfirmationRequestSchema = AttemptReferenceSchema.extend({
  taskToken: z.string().min(1),
  retry: z.number().int().nonnegative().default(0),
});
export type ConfirmationRequest = z.infer<typeof ConfirmationRequestSchema>;

/** The input of AbortImport: the error of the failed state. */
export const AbortRequestSchema = AttemptReferenceSchema.extend({
  error: z.object({ Error: z.string(), Cause: z.string().optional() }),
  /** For operators: the task does not read them. */
  tenant: z.string().optional(),
  importType: z.string().optional(),
  fileHash: z.string().optional(),
});
export type AbortRequest = z.infer<typeof AbortRequestSchema>;

/** What flows out of CollectResults. `done: false`: as for DeferredResult; the status is then that of a running import. */
export const CollectResultSchema = z.object({ done: z.boolean(), status: ImportStatusSchema });
export type CollectResult = z.infer<typeof CollectResultSchema>;

/** What flows out of RejectImport: which end the execution takes. */
export const EndingSchema = z.object({
  status: FinalStatusSchema,
});
export type Ending = z.infer<typeof EndingSchema>;

/** What flows out of AbortImport: the end, and the error and cause that the execution shows. */
export const AbortResultSchema = EndingSchema.extend({ error: z.string(), cause: z.string() });
export type AbortResult = z.infer<typeof AbortResultSchema>;
