import { randomUUID } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import type { arnsOf } from '../executions/arn.ts';
import type { ExecutionRecord } from '../executions/execution-record.ts';
import type { Executions } from '../executions/executions.ts';
import type { DistributedMapJob } from '../interpreter/distributed-map-job.ts';
import { assertRunning, type Flow } from '../interpreter/flow.ts';
import type { Json } from '../language/json.ts';
import { withinLimit } from '../language/states-error.ts';
import { childResult } from './child-result.ts';
import type { MapRuns, OpenMapRun } from './map-runs.ts';
import { readItems } from './read-items.ts';
import { runChildren } from './run-children.ts';
import { writeResults } from './write-results.ts';

export interface DistributedMapSurroundings {
  readonly arns: ReturnType<typeof arnsOf>;
  readonly s3: S3Client;
  readonly executions: Pick<Executions, 'start'>;
  readonly mapRuns: MapRuns;
}

/**
 * Runs a distributed Map: a Map Run with one child execution for each item.
 * @returns the children's outputs in item order (for a tolerated failure, the child's record), or where ResultWriter wrote them
 * @throws StatesError States.ExceedToleratedFailureThreshold, States.ItemReaderFailed, States.ResultWriterFailed
 */
export async function runDistributedMap(
  job: DistributedMapJob,
  flow: Flow,
  { arns, s3, executions, mapRuns }: DistributedMapSurroundings,
): Promise<Json> {
  const { stateMachineName } = flow.execution;
  const mapRunArn = arns.mapRun(stateMachineName, job.label, randomUUID());
  const mapRun = await mapRuns.open(mapRunArn, arns.stateMachine(stateMachineName), job, flow);
  return concluded(mapRun, async () => {
    const items = await readItems(s3, job.items, flow.signal);
    assertRunning(flow);
    const children = await runChildren(items.length, {
      maxConcurrency: job.maxConcurrency,
      tolerance: { count: job.toleratedFailureCount, percentage: job.toleratedFailurePercentage },
      counts: mapRun.record.counts,
      signal: flow.signal,
      runChild: (index, signal) => runChild(index, items[index] as Json, signal),
    });
    assertRunning(flow);
    if (job.resultWriter === undefined) return children.map(outputOf);
    const written = await writeResults(s3, job.resultWriter, mapRunArn, children);
    mapRun.record.counts.resultsWritten = children.length;
    return written;
  });

  async function runChild(index: number, item: Json, signal: AbortSignal): Promise<ExecutionRecord> {
    const id = randomUUID();
    const child = await executions.start({
      executionArn: arns.childExecution(stateMachineName, job.label, id),
      stateMachineArn: arns.childStateMachine(stateMachineName, job.label),
      stateMachineName,
      name: id,
      block: job.processor,
      input: withinLimit(job.select(item, index), `The input of item ${index} of '${job.stateName}'`),
      parent: { mapRunArn, signal },
    });
    return child.ended;
  }
}

/** Runs `work`, and closes the Map Run also if it fails. */
async function concluded(mapRun: OpenMapRun, work: () => Promise<Json>): Promise<Json> {
  try {
    const result = await work();
    mapRun.end('SUCCEEDED');
    return result;
  } catch (error) {
    mapRun.end('FAILED', error as Error);
    throw error;
  } finally {
    await mapRun.close();
  }
}

function outputOf(record: ExecutionRecord): Json {
  return record.output === undefined ? childResult(record) : JSON.parse(record.output);
}
