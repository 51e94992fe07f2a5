import { SFNClient } from '@aws-sdk/client-sfn';
import { awsClientConfig } from './aws-client-config.ts';

let client: SFNClient | undefined;

/** The client that all adapters of a process share: with one of its own, each would open connections of its own. */
export function stepFunctionsClient(): SFNClient {
  client ??= new SFNClient(awsClientConfig());
  return client;
}
