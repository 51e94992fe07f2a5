import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { GrantedTurn } from '../contracts/turn.ts';

/**
 * Tells a waiting execution that it is its turn. `gone`: nobody waits with this token any more, because it was told
 * before, or because the execution or its try of the state is over.
 */
export type TellTurn = (token: string, turn: GrantedTurn) => Promise<'told' | 'gone'>;

const GONE = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

export function createTellTurn(client = new SFNClient({})): TellTurn {
  return async (taskToken, turn) => {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(turn) }));
      return 'told';
    } catch (error) {
      if (error instanceof Error && GONE.has(error.name)) return 'gone';
      throw error;
    }
  };
}
