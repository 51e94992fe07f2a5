import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { awsClientConfig } from './aws-client-config.ts';

/** Hands an event to a function, which processes it later and tries again if it fails. */
export type SendToFunction = (functionName: string, event: unknown) => Promise<void>;

export function createSendToFunction(client = new LambdaClient(awsClientConfig())): SendToFunction {
  return async (FunctionName, event) => {
    await client.send(
      new InvokeCommand({
        FunctionName,
        InvocationType: 'Event',
        Payload: Buffer.from(JSON.stringify(event)),
      }),
    );
  };
}
