import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeadLetters } from '../event-bridge/dead-letters.ts';
import { compilePattern } from '../event-bridge/pattern.ts';
import type { EventSourceMappingPlan, Plan } from '../template/planned.ts';
import type { Json } from '../template/stack.ts';
import { openPositionFile } from './position-file.ts';
import { type Batch, createStreamReader, type SourceRecord, type StreamReader } from './stream-reader.ts';

export interface EventSourcesOptions {
  readonly stateDir: string;
  readonly plan: Pick<Plan, 'eventSourceMappings'>;
  /** Its endpoint. */
  readonly dynamodb: string;
  readonly invoke: (functionName: string, payload: unknown) => Promise<unknown>;
  readonly events: { readonly queues: Pick<DeadLetters, 'put'> };
  readonly timeScale: number;
  readonly now: () => Date;
}

export interface EventSources {
  /** Resolves when the functions have processed all records of the streams. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const WAIT_MS = 1000;
/** A DynamoDB that runs elsewhere answers at once: Lambda asks four times a second as well. */
const POLL_MS = 250;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;
/** Also if `timeScale` is 0. */
const SHORTEST_RETRY_MS = 25;

/** Invokes functions with the records of streams: batch by batch, and a batch again until it has succeeded. */
export function startEventSources(options: EventSourcesOptions): EventSources {
  const closing = new AbortController();
  const sources = options.plan.eventSourceMappings.map((mapping) =>
    startSource(options, mapping, closing.signal),
  );
  return {
    async idle() {
      for (const source of sources) await source.idle();
    },
    async close() {
      closing.abort();
      await Promise.all(sources.map(({ ended }) => ended));
    },
  };
}

function startSource(options: EventSourcesOptions, mapping: EventSourceMappingPlan, signal: AbortSignal) {
  const positions = openPositionFile(join(options.stateDir, 'event-source-mappings'), mapping.logicalId);
  const reader = createStreamReader(options.dynamodb, mapping, positions, signal);
  const process = createProcessor(options, mapping, reader);
  let failures = 0;
  let isProcessing = false;

  async function step(): Promise<void> {
    const asked = performance.now();
    const batch = await reader.next(WAIT_MS);
    if (batch === undefined) return pauseAfter(asked, signal);
    isProcessing = true;
    failures = (await process(batch, failures)) ? 0 : failures + 1;
    isProcessing = false;
    const waitMs = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS) * options.timeScale;
    if (failures > 0) await sleep(Math.max(waitMs, SHORTEST_RETRY_MS), undefined, { signal });
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        await step();
      } catch {
        // DynamoDB did not answer, or the cloud closes.
        isProcessing = false;
        await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  return {
    ended: run(),
    async idle() {
      while (!signal.aborted && (isProcessing || (await reader.next(0)) !== undefined)) await sleep(5);
    },
  };
}

async function pauseAfter(asked: number, signal: AbortSignal): Promise<void> {
  if (performance.now() - asked < POLL_MS) await sleep(POLL_MS, undefined, { signal });
}

/** @returns whether the function has processed the batch, or it was given up */
function createProcessor(
  { invoke, events, now }: EventSourcesOptions,
  mapping: EventSourceMappingPlan,
  reader: StreamReader,
) {
  const filters = mapping.filters.map((filter) => compilePattern(filter, mapping.logicalId));
  const isWanted = (record: SourceRecord) =>
    filters.length === 0 || filters.some((matches) => matches(record as unknown as Json));

  return async ({ shardId, records }: Batch, failures: number): Promise<boolean> => {
    const wanted = records.filter(isWanted);
    const failed = await firstFailed(mapping, wanted, () =>
      invoke(mapping.functionName, { Records: wanted }),
    );
    const isGivenUp =
      failed !== undefined && mapping.maximumRetryAttempts >= 0 && failures >= mapping.maximumRetryAttempts;
    if (isGivenUp && mapping.onFailureArn !== undefined)
      await events.queues.put(mapping.onFailureArn, letterOf(mapping, shardId, wanted, now()));
    const end = failed === undefined || isGivenUp ? records.length : records.indexOf(failed);
    const last = records[end - 1];
    if (last !== undefined) reader.advance(shardId, last.dynamodb.SequenceNumber);
    return failed === undefined || isGivenUp;
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html */
async function firstFailed(
  { reportsItemFailures }: EventSourceMappingPlan,
  records: readonly SourceRecord[],
  invoke: () => Promise<unknown>,
): Promise<SourceRecord | undefined> {
  if (records.length === 0) return undefined;
  try {
    const answer = (await invoke()) as ItemFailures | null;
    const failed = new Set(answer?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
    if (!reportsItemFailures || failed.size === 0) return undefined;
    // An identifier that is not in the batch fails the whole batch.
    return records.find(({ dynamodb }) => failed.has(dynamodb.SequenceNumber)) ?? records[0];
  } catch {
    return records[0];
  }
}

interface ItemFailures {
  readonly batchItemFailures?: readonly { readonly itemIdentifier: string }[];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html: without the records themselves. */
function letterOf(
  mapping: EventSourceMappingPlan,
  shardId: string,
  records: readonly SourceRecord[],
  at: Date,
) {
  const body = {
    version: '1.0',
    timestamp: at.toISOString(),
    requestContext: { functionArn: mapping.functionName, condition: 'RetryAttemptsExhausted' },
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: records[0]?.dynamodb.SequenceNumber,
      endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
      batchSize: records.length,
      streamArn: mapping.streamArn,
    },
  };
  return { body, attributes: {} };
}
