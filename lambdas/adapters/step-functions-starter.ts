import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

/** Starts the execution of an import; a second start of the same one does nothing. */
export type StartExecution = (importId: string) => Promise<void>;

export function createStepFunctionsStarter(
  stateMachineArn: string,
  client = new SFNClient({}),
): StartExecution {
  return async (importId) => {
    try {
      const input = JSON.stringify({ importId });
      await client.send(new StartExecutionCommand({ stateMachineArn, name: importId, input }));
    } catch (error) {
      // The name is the import's id: it ran, or is running, under this very name.
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  };
}
