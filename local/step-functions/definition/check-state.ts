import { isObject, type JsonObject } from '../language/json.ts';
import { checkMap, wantsDistributed } from './check-map.ts';
import type { PathScope } from './check-paths.ts';
import { type Check, checkFields } from './field-check.ts';
import { stateFields } from './state-fields.ts';
import { parseTaskResource } from './task-resource.ts';

/** Reports all problems of one state. The caller checks its inner blocks and transitions. */
export function checkState(state: JsonObject, scope: PathScope, report: Check['problem']): void {
  const type = String(state.Type);
  const fields = stateFields[type === 'Map' && wantsDistributed(state) ? 'distributed Map' : type];
  if (fields === undefined) {
    report(`'${type}' is not a type of state`, 'Type');
    return;
  }
  const check: Check = { scope, problem: (message, inner = type) => report(message, inner) };
  const { Parameters: parameters, ...others } = state;
  checkFields(others, fields, check);
  if (parameters !== undefined) {
    // `$$.Task.Token` exists only in the fields that make the task's input.
    const token = type === 'Task' && String(state.Resource).endsWith('.waitForTaskToken');
    checkFields({ Parameters: parameters }, fields, { ...check, scope: { ...scope, token } });
  }
  checkExclusive(state, check);
  if (type === 'Task') checkTask(state, check);
  if (type === 'Map') checkMap(state, check);
  if (type === 'Wait') checkWait(state, check);
  if (type === 'Choice' && state.Choices === undefined) check.problem('is missing', 'Choices');
  if (type === 'Parallel' && !(Array.isArray(state.Branches) && state.Branches.length > 0)) {
    check.problem('must be a non-empty array', 'Branches');
  }
  if ('Next' in fields && 'Next' in state === 'End' in state) {
    check.problem('a state has either Next or End', 'Next');
  }
}

/** A state may have either `X` or `XPath`. */
function checkExclusive(state: JsonObject, { problem }: Check): void {
  for (const field of Object.keys(state)) {
    if (`${field}Path` in state && field !== 'Result')
      problem(`cannot be combined with ${field}`, `${field}Path`);
  }
}

function checkTask(state: JsonObject, { problem }: Check): void {
  const { Resource, Parameters, TimeoutSeconds, HeartbeatSeconds, HeartbeatSecondsPath } = state;
  if (typeof Resource !== 'string') {
    problem('is missing', 'Resource');
    return;
  }
  const resource = parseTaskResource(Resource);
  if (resource === undefined) {
    problem(
      `'${Resource}' is not supported: arn:aws:states:::lambda:invoke, the same .waitForTaskToken, or a function's ARN`,
      'Resource',
    );
    return;
  }
  if (resource.kind === 'invoke') checkInvoke(Parameters, problem);
  const heartbeat = HeartbeatSeconds ?? HeartbeatSecondsPath;
  if (heartbeat !== undefined && !(resource.kind === 'invoke' && resource.waitsForToken)) {
    problem('only a task that waits for a token has a heartbeat', 'HeartbeatSeconds');
  }
  if (typeof TimeoutSeconds === 'number' && typeof HeartbeatSeconds === 'number') {
    if (HeartbeatSeconds >= TimeoutSeconds)
      problem('must be smaller than TimeoutSeconds', 'HeartbeatSeconds');
  }
}

const invokeFields = ['FunctionName', 'FunctionName.$', 'Payload', 'Payload.$'];

function checkInvoke(parameters: JsonObject[string] | undefined, problem: Check['problem']): void {
  if (!isObject(parameters)) {
    problem('must give FunctionName', 'Parameters');
    return;
  }
  for (const field of Object.keys(parameters)) {
    if (!invokeFields.includes(field))
      problem('is not supported by lambda:invoke here', `Parameters.${field}`);
  }
  if (!('FunctionName' in parameters || 'FunctionName.$' in parameters)) {
    problem('is missing', 'Parameters.FunctionName');
  }
}

function checkWait(state: JsonObject, { problem }: Check): void {
  const given = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'].filter((field) => field in state);
  if (given.length !== 1)
    problem('needs exactly one of Seconds, SecondsPath, Timestamp, TimestampPath', 'Wait');
}
