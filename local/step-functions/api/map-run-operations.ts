import { parseArn } from '../executions/arn.ts';
import type { MapRunRecord } from '../executions/map-run-record.ts';
import type { JsonObject } from '../language/json.ts';
import { ApiError } from './api-error.ts';
import type { ApiContext, Operation } from './operation.ts';
import { apiDate, pageOf, requiredArn } from './request-fields.ts';

/** ListMapRuns and DescribeMapRun. */
export function mapRunOperations({ executions, mapRuns }: ApiContext): Record<string, Operation> {
  return {
    ListMapRuns: async (request) => {
      const arn = requiredArn(request, 'executionArn', 'execution');
      if ((await executions.find(arn)) === undefined) {
        throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
      }
      const runs = await mapRuns.of(parseArn(arn)?.stateMachine ?? '', arn);
      const { page, next } = pageOf(runs, ({ mapRunArn }) => mapRunArn, request);
      return { mapRuns: page.map(summarize), ...next };
    },
    DescribeMapRun: async (request) => {
      const arn = requiredArn(request, 'mapRunArn', 'mapRun');
      const run = await mapRuns.find(arn);
      if (run === undefined) throw new ApiError('ResourceNotFound', `Map Run not found: '${arn}'`);
      return describe(run);
    },
  };
}

function summarize({
  executionArn,
  mapRunArn,
  stateMachineArn,
  startDate,
  stopDate,
}: MapRunRecord): JsonObject {
  return { executionArn, mapRunArn, stateMachineArn, ...dates(startDate, stopDate) };
}

function describe(run: MapRunRecord): JsonObject {
  const counts = { ...run.counts, failuresNotRedrivable: 0, pendingRedrive: 0 };
  return {
    mapRunArn: run.mapRunArn,
    executionArn: run.executionArn,
    status: run.status,
    ...dates(run.startDate, run.stopDate),
    maxConcurrency: run.maxConcurrency,
    toleratedFailureCount: run.toleratedFailureCount,
    toleratedFailurePercentage: run.toleratedFailurePercentage,
    itemCounts: counts,
    executionCounts: counts,
    redriveCount: 0,
  };
}

function dates(startDate: number, stopDate: number | undefined): JsonObject {
  return { startDate: apiDate(startDate), ...(stopDate !== undefined && { stopDate: apiDate(stopDate) }) };
}
