import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { StateEntered } from '../../local/step-functions/start-step-functions.ts';
import type { TestCloud } from './test-cloud.ts';

interface Watched {
  readonly state: string;
  readonly concerns: (importId: string) => boolean;
  readonly act: (importId: string) => unknown;
}

/** Lets a test act once when an execution enters a state, before the work of the state begins. */
export class StateWatch {
  /** `<import id> <state>`, in the order of entering; children of the map included. */
  readonly entered: string[] = [];
  #watched: Watched[] = [];

  /** Pass this as the option of the same name to the cloud. */
  readonly onStateEntered = async ({ stateName, input }: StateEntered): Promise<void> => {
    const { importId } = input as { importId: string };
    this.entered.push(`${importId} ${stateName}`);
    const found = this.#watched.find(({ state, concerns }) => state === stateName && concerns(importId));
    if (found === undefined) return;
    this.#watched = this.#watched.filter((each) => each !== found);
    await found.act(importId);
  };

  /** Resolves to the import's id when an import has entered the state and `act` is done. */
  once(
    state: string,
    act: (importId: string) => unknown = () => undefined,
    concerns: (importId: string) => boolean = () => true,
  ): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const acting = async (importId: string) => {
      try {
        await act(importId);
        resolve(importId);
      } catch (error) {
        reject(error);
      }
    };
    this.#watched.push({ state, concerns, act: acting });
    return promise;
  }

  /** Holds the import that enters the state, until the returned function is called. */
  hold(state: string): { readonly held: Promise<string>; readonly release: () => void } {
    const { promise: gate, resolve: release } = Promise.withResolvers<void>();
    const { promise: held, resolve } = Promise.withResolvers<string>();
    this.once(state, (importId) => {
      resolve(importId);
      return gate;
    });
    return { held, release };
  }
}

/** Stops the first attempt of an import as an operator would, in the console. */
export function stopByHand({ clients }: TestCloud, importId: string): Promise<unknown> {
  const executionArn = `${clients.stateMachineArn.replace(':stateMachine:', ':execution:')}:${importId}`;
  return clients.sfn.send(new StopExecutionCommand({ executionArn }));
}
