import type { WaitingTask } from '../interpreter/task-tokens.ts';
import type { Json, JsonObject } from '../language/json.ts';
import { maxPayloadBytes, StatesError } from '../language/states-error.ts';
import { ApiError, validationError } from './api-error.ts';
import type { ApiContext, Operation } from './operation.ts';
import { optionalText, requiredText } from './request-fields.ts';

/** SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat. */
export function taskOperations({ tokens }: ApiContext): Record<string, Operation> {
  const answer = async (
    request: JsonObject,
    give: (task: WaitingTask) => Promise<void>,
  ): Promise<JsonObject> => {
    const outcome = await tokens.answer(requiredText(request, 'taskToken'), give);
    if (outcome === 'accepted') return {};
    throw new ApiError(
      outcome,
      outcome === 'TaskTimedOut' ? 'Task Timed Out' : 'Task does not exist anymore',
    );
  };
  return {
    SendTaskSuccess: async (request) => {
      const output = parseOutput(requiredText(request, 'output'));
      return answer(request, (task) => task.succeed(output));
    },
    SendTaskFailure: async (request) => {
      const error = limited(request, 'error', 256);
      const cause = limited(request, 'cause', 32_768);
      return answer(request, (task) => task.fail(new StatesError(error, cause)));
    },
    SendTaskHeartbeat: async (request) => answer(request, (task) => task.heartbeat()),
  };
}

function limited(request: JsonObject, field: string, max: number): string {
  const text = optionalText(request, field) ?? '';
  if (text.length <= max) return text;
  throw validationError(`Value at '${field}' failed to satisfy constraint: at most ${max} characters`);
}

function parseOutput(text: string): Json {
  if (Buffer.byteLength(text) > maxPayloadBytes) {
    throw new ApiError('InvalidOutput', `Invalid Output: longer than ${maxPayloadBytes} bytes`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('InvalidOutput', 'Invalid Output: it is not JSON');
  }
}
