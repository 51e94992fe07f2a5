import { SendTaskFailureCommand, SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { GrantedTurn } from '../contracts/turn.ts';
import { stepFunctionsClient } from './step-functions-client.ts';

/**
 * Reports to a waiting execution that it has the turn. `gone`: no state waits with this token, because the turn was
 * reported before, or because the execution or this try of the state is over.
 */
export type NotifyTurn = (token: string, turn: GrantedTurn) => Promise<'notified' | 'gone'>;

/** Reports to a waiting execution that its import has ended; `gone` as above. */
export type RefuseTurn = (token: string) => Promise<'notified' | 'gone'>;

/** Reports to a waiting execution that its import was confirmed; `gone` as above. */
export type NotifyConfirmed = (token: string) => Promise<'notified' | 'gone'>;

/** Reports to a waiting execution that its import was cancelled; `gone` as above. */
export type NotifyCancelled = (token: string) => Promise<'notified' | 'gone'>;

const GONE = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

export function createNotifyTurn(client = stepFunctionsClient()): NotifyTurn {
  return (token, turn) => sendSuccess(client, token, turn);
}

export function createRefuseTurn(client = stepFunctionsClient()): RefuseTurn {
  const refusal = { error: 'StaleInvocation', cause: 'the import has ended before its turn' };
  return (taskToken) => answer(client.send(new SendTaskFailureCommand({ taskToken, ...refusal })));
}

export function createNotifyConfirmed(client = stepFunctionsClient()): NotifyConfirmed {
  return (token) => sendSuccess(client, token, { confirmed: true });
}

export function createNotifyCancelled(client = stepFunctionsClient()): NotifyCancelled {
  const refusal = { error: 'StaleInvocation', cause: 'the import was cancelled and not confirmed' };
  return (taskToken) => answer(client.send(new SendTaskFailureCommand({ taskToken, ...refusal })));
}

function sendSuccess(client: SFNClient, taskToken: string, output: object): Promise<'notified' | 'gone'> {
  return answer(client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) })));
}

async function answer(sent: Promise<unknown>): Promise<'notified' | 'gone'> {
  try {
    await sent;
    return 'notified';
  } catch (error) {
    if (error instanceof Error && GONE.has(error.name)) return 'gone';
    throw error;
  }
}
