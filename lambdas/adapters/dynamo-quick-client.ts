import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { awsClientConfig } from './aws-client-config.ts';

/**
 * For the one request that an import makes for every user: an UpdateItem costs a fifth less of the processor. The SDK
 * then puts a command's middlewares together once and not for every call (which the document client cannot do: hence the
 * attributeValues), and does not copy each request for a log. That log would contain personal data.
 */
export function createQuickDynamoClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  const client = new DynamoDBClient({ ...awsClientConfig(), ...config, cacheMiddleware: true });
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}

let shared: DynamoDBClient | undefined;

/** The one that all adapters of a process share. */
export function quickDynamoClient(): DynamoDBClient {
  shared ??= createQuickDynamoClient();
  return shared;
}
