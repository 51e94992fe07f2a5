import { parseTaskResource } from '../definition/task-resource.ts';
import { isObject, type Json, type JsonObject } from '../language/json.ts';
import type { StatesError } from '../language/states-error.ts';
import { runtimeError } from '../language/states-error.ts';
import type { Flow } from './flow.ts';

/** How the resource of a Task is invoked, and which history events it records. */
export interface TaskKind {
  readonly waitsForToken: boolean;
  readonly invocation: (input: Json) => { functionName: string; payload: Json };
  readonly result: (returned: Json) => Json;
  readonly events: (flow: Flow, limits: TaskLimits) => TaskEvents;
}

interface TaskLimits {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

export interface TaskEvents {
  scheduled(input: Json): void;
  /** Called when the function has received the token and has returned. */
  submitted(output: Json): void;
  succeeded(output: Json): void;
  failed(error: StatesError): void;
}

/** @param resource of a definition that was checked */
export function taskKindOf(resource: string): TaskKind {
  const parsed = parseTaskResource(resource);
  if (parsed === undefined) throw runtimeError(`The resource '${resource}' is not supported.`);
  return parsed.kind === 'invoke' ? invokeTask(parsed.waitsForToken) : functionTask(parsed.functionName);
}

function invokeTask(waitsForToken: boolean): TaskKind {
  return {
    waitsForToken,
    invocation: (input) => {
      const { FunctionName: functionName, Payload: payload = {} } = isObject(input) ? input : {};
      if (typeof functionName === 'string') return { functionName, payload };
      throw runtimeError('The Parameters of lambda:invoke must give FunctionName as a string.');
    },
    result: (returned) => ({ ExecutedVersion: '$LATEST', Payload: returned, StatusCode: 200 }),
    events: (flow, limits) => invokeTaskEvents(flow, limits, waitsForToken),
  };
}

function functionTask(functionName: string): TaskKind {
  return {
    waitsForToken: false,
    invocation: (payload) => ({ functionName, payload }),
    result: (returned) => returned,
    events: (flow, limits) => functionEvents(flow, limits, functionName),
  };
}

function invokeTaskEvents(flow: Flow, limits: TaskLimits, waitsForToken: boolean): TaskEvents {
  const resource = waitsForToken ? 'invoke.waitForTaskToken' : 'invoke';
  const record = (type: string, details: JsonObject = {}) =>
    flow.execution.record(flow.position, type, { resourceType: 'lambda', resource, ...details });
  return {
    scheduled: (input) => {
      const parameters = JSON.stringify(input);
      record('TaskScheduled', { region: flow.services.region, parameters, ...limitDetails(limits) });
      record('TaskStarted');
    },
    submitted: (output) => record('TaskSubmitted', { output: JSON.stringify(output) }),
    succeeded: (output) => record('TaskSucceeded', { output: JSON.stringify(output) }),
    failed: ({ name: error, message: cause }) =>
      record(isTimeout(error) ? 'TaskTimedOut' : 'TaskFailed', { error, cause }),
  };
}

function functionEvents(flow: Flow, limits: TaskLimits, resource: string): TaskEvents {
  const record = (type: string, details?: JsonObject) => flow.execution.record(flow.position, type, details);
  return {
    scheduled: (input) => {
      const { timeoutInSeconds } = limitDetails(limits);
      const timeout = timeoutInSeconds === undefined ? {} : { timeoutInSeconds };
      record('LambdaFunctionScheduled', { resource, input: JSON.stringify(input), ...timeout });
      record('LambdaFunctionStarted');
    },
    submitted: () => undefined,
    succeeded: (output) => record('LambdaFunctionSucceeded', { output: JSON.stringify(output) }),
    failed: ({ name: error, message: cause }) =>
      record(isTimeout(error) ? 'LambdaFunctionTimedOut' : 'LambdaFunctionFailed', { error, cause }),
  };
}

function isTimeout(error: string): boolean {
  return error === 'States.Timeout' || error === 'States.HeartbeatTimeout';
}

function limitDetails({ timeoutSeconds, heartbeatSeconds }: TaskLimits): JsonObject {
  return {
    ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
  };
}
