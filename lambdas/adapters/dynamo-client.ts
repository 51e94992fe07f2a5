import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { awsClientConfig } from './aws-client-config.ts';

let client: DynamoDBClient | undefined;

/** The client that all adapters of a process share: with one of its own, each would open connections of its own. */
export function dynamoClient(): DynamoDBClient {
  client ??= new DynamoDBClient(awsClientConfig());
  return client;
}

/** The options are the same for all adapters, because the SDK keeps them in the client: the last ones apply to all. */
export function documentClient(client: DynamoDBClient): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
