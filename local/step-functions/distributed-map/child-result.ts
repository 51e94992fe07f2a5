import type { ExecutionRecord } from '../executions/execution-record.ts';
import type { JsonObject } from '../language/json.ts';

/** AWS's format of a child execution in result files, and of a tolerated failure in the Map's output. */
export function childResult(record: ExecutionRecord): JsonObject {
  const { error, cause, output, stopDate } = record;
  return {
    ...(cause !== undefined && { Cause: cause }),
    ...(error !== undefined && { Error: error }),
    ExecutionArn: record.executionArn,
    Input: record.input,
    InputDetails: { Included: true },
    Name: record.name,
    ...(output !== undefined && { Output: output }),
    OutputDetails: { Included: output !== undefined },
    RedriveCount: 0,
    StartDate: new Date(record.startDate).toISOString(),
    StateMachineArn: record.stateMachineArn,
    Status: record.status,
    ...(stopDate !== undefined && { StopDate: new Date(stopDate).toISOString() }),
  };
}
