import { SendTaskFailureCommand, SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { GrantedTurn } from '../contracts/turn.ts';
import { awsClientConfig } from './aws-client-config.ts';

/**
 * Reports to a waiting execution that it has the turn. `gone`: no state waits with this token, because the turn was
 * reported before, or because the execution or this try of the state is over.
 */
export type TellTurn = (token: string, turn: GrantedTurn) => Promise<'told' | 'gone'>;

/** Reports to a waiting execution that its import has ended; `gone` as above. */
export type RefuseTurn = (token: string) => Promise<'told' | 'gone'>;

/** Reports to a waiting execution that its import was confirmed; `gone` as above. */
export type TellConfirmed = (token: string) => Promise<'told' | 'gone'>;

const GONE = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

export function createTellTurn(client = new SFNClient(awsClientConfig())): TellTurn {
  return (token, turn) => tell(client, token, turn);
}

export function createRefuseTurn(client = new SFNClient(awsClientConfig())): RefuseTurn {
  const refusal = { error: 'StaleInvocation', cause: 'the import has ended before its turn' };
  return (taskToken) => answer(client.send(new SendTaskFailureCommand({ taskToken, ...refusal })));
}

export function createTellConfirmed(client = new SFNClient(awsClientConfig())): TellConfirmed {
  return (token) => tell(client, token, { confirmed: true });
}

function tell(client: SFNClient, taskToken: string, output: object): Promise<'told' | 'gone'> {
  return answer(client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) })));
}

async function answer(sent: Promise<unknown>): Promise<'told' | 'gone'> {
  try {
    await sent;
    return 'told';
  } catch (error) {
    if (error instanceof Error && GONE.has(error.name)) return 'gone';
    throw error;
  }
}
