import { parseArn } from '../executions/arn.ts';
import type { ExecutionRecord, HistoryEvent } from '../executions/execution-record.ts';
import { detailsField } from '../executions/history.ts';
import type { JsonObject } from '../language/json.ts';
import { ApiError, validationError } from './api-error.ts';
import type { ApiContext, Operation } from './operation.ts';
import { apiDate, optionalText, pageOf, requiredArn } from './request-fields.ts';

/** DescribeExecution, StopExecution, ListExecutions, GetExecutionHistory. */
export function executionOperations(surroundings: ApiContext): Record<string, Operation> {
  const { executions } = surroundings;
  const existing = async (request: JsonObject): Promise<ExecutionRecord> => {
    const arn = requiredArn(request, 'executionArn', 'execution');
    const record = await executions.find(arn);
    if (record !== undefined) return record;
    throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  };
  return {
    DescribeExecution: async (request) =>
      describe(await existing(request), request.includedData !== 'METADATA_ONLY'),
    StopExecution: async (request) => {
      const record = await existing(request);
      const error = optionalText(request, 'error');
      const cause = optionalText(request, 'cause');
      executions.running(record.executionArn)?.abort({
        status: 'ABORTED',
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
      });
      return { stopDate: apiDate(record.stopDate ?? record.startDate) };
    },
    ListExecutions: async (request) => {
      const status = optionalText(request, 'statusFilter');
      const listed = (await candidates(surroundings, request))
        .filter((record) => status === undefined || record.status === status)
        .sort((a, b) => b.startDate - a.startDate || (a.executionArn < b.executionArn ? -1 : 1));
      const { page, next } = pageOf(listed, ({ executionArn }) => executionArn, request);
      return { executions: page.map(summarize), ...next };
    },
    GetExecutionHistory: async (request) => {
      const { events } = await existing(request);
      const ordered = request.reverseOrder === true ? events.toReversed() : events;
      const { page, next } = pageOf(ordered, ({ id }) => String(id), request);
      return { events: page.map((event) => present(event, request.includeExecutionData !== false)), ...next };
    },
  };
}

async function candidates(
  { store, executions, stateMachines, mapRuns }: ApiContext,
  request: JsonObject,
): Promise<ExecutionRecord[]> {
  if (optionalText(request, 'mapRunArn') !== undefined) {
    const mapRunArn = requiredArn(request, 'mapRunArn', 'mapRun');
    if ((await mapRuns.find(mapRunArn)) === undefined) {
      throw new ApiError('ResourceNotFound', `Map Run not found: '${mapRunArn}'`);
    }
    return executions.current(await store.childrenOf(mapRunArn));
  }
  if (optionalText(request, 'stateMachineArn') === undefined) {
    throw validationError('Must provide a State Machine ARN or a Map Run ARN');
  }
  const arn = requiredArn(request, 'stateMachineArn', 'stateMachine');
  if (stateMachines.find(arn) === undefined) {
    throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }
  return executions.current(await store.executionsOf(parseArn(arn)?.stateMachine ?? ''));
}

function summarize(record: ExecutionRecord): JsonObject {
  const { executionArn, stateMachineArn, name, status, startDate, stopDate, mapRunArn } = record;
  return {
    executionArn,
    stateMachineArn,
    name,
    status,
    startDate: apiDate(startDate),
    ...(stopDate !== undefined && { stopDate: apiDate(stopDate) }),
    ...(mapRunArn !== undefined && { mapRunArn, itemCount: 1 }),
    redriveCount: 0,
  };
}

function describe(record: ExecutionRecord, withData: boolean): JsonObject {
  const { input, output, error, cause, mapRunArn } = record;
  const { itemCount: _, ...summary } = summarize(record);
  return {
    ...summary,
    ...(withData && { input }),
    inputDetails: { included: withData },
    ...(output !== undefined && { ...(withData && { output }), outputDetails: { included: withData } }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(mapRunArn !== undefined && { mapRunArn }),
    redriveStatus: 'NOT_REDRIVABLE',
  };
}

/** Without `includeExecutionData`, an event has its names and errors, but no payloads. */
function present(
  { id, previousEventId, timestamp, type, details = {} }: HistoryEvent,
  withData: boolean,
): JsonObject {
  const shown: JsonObject = {};
  for (const [key, value] of Object.entries(details)) {
    const payload = key === 'input' || key === 'output' || key === 'parameters';
    if (!payload || withData) shown[key] = value;
    if (key === 'input' || key === 'output') shown[`${key}Details`] = { truncated: !withData };
  }
  return { id, previousEventId, timestamp: apiDate(timestamp), type, [detailsField(type)]: shown };
}
