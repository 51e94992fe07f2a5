import { randomUUID } from 'node:crypto';
import { type Json, sameJson } from '../language/json.ts';
import { maxPayloadBytes } from '../language/states-error.ts';
import { ApiError } from './api-error.ts';
import type { ApiContext, Operation } from './operation.ts';
import { apiDate, optionalText, requiredArn } from './request-fields.ts';

/** Characters that AWS refuses in a name: white space, brackets, wildcards, special and control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must match control characters
const forbiddenInName = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff]/u;

/**
 * Starts an execution. If an execution with the same name and input runs, its response is returned again. Any other
 * use of an existing name is ExecutionAlreadyExists. AWS allows a name again 90 days after the end, this machine never.
 */
export function startExecution({ arns, executions, stateMachines }: ApiContext): Operation {
  /** Executions that are being started, so that two concurrent requests cannot both use the same name. */
  const starting = new Map<string, Promise<unknown>>();
  return async (request) => {
    const stateMachineArn = requiredArn(request, 'stateMachineArn', 'stateMachine');
    const machine = stateMachines.find(stateMachineArn);
    if (machine === undefined) {
      throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
    }
    const name = nameOf(optionalText(request, 'name'));
    const input = parseInput(optionalText(request, 'input') ?? '{}');
    const executionArn = arns.execution(machine.name, name);
    while (starting.has(executionArn)) await starting.get(executionArn);
    const begin = async () => {
      const existing = await executions.find(executionArn);
      if (existing?.status === 'RUNNING' && sameJson(JSON.parse(existing.input), input)) return existing;
      if (existing !== undefined) {
        throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
      }
      const { state } = await executions.start({
        executionArn,
        stateMachineArn,
        stateMachineName: machine.name,
        name,
        block: machine.definition,
        input,
      });
      return state;
    };
    const begun = begin();
    starting.set(
      executionArn,
      begun.catch(() => undefined),
    );
    try {
      return { executionArn, startDate: apiDate((await begun).startDate) };
    } finally {
      starting.delete(executionArn);
    }
  };
}

function nameOf(name: string | undefined): string {
  if (name === undefined) return randomUUID();
  if (name.length >= 1 && name.length <= 80 && !forbiddenInName.test(name)) return name;
  throw new ApiError('InvalidName', `Invalid Name: '${name}'`);
}

function parseInput(text: string): Json {
  if (Buffer.byteLength(text) > maxPayloadBytes) {
    throw new ApiError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: longer than ${maxPayloadBytes} bytes`,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('InvalidExecutionInput', 'Invalid State Machine Execution Input: it is not JSON');
  }
}
