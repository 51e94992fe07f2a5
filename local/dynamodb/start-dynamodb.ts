import { mkdir } from 'node:fs/promises';
import { type ServiceThread, startServiceThread } from '../service-thread.ts';
import type { TablePlan } from '../template/planned.ts';
import type { DynaliteThreadData } from './dynalite-thread.ts';
import { createTables } from './tables.ts';

export interface DynamoDbOptions {
  /** LevelDB's directory. */
  readonly directory: string;
  readonly tables: readonly TablePlan[];
  readonly region: string;
  readonly accountId: string;
  readonly port: number;
  /** A DynamoDB that runs elsewhere, to be used instead. Default: the environment variable ROLLCALL_DYNAMODB. */
  readonly endpoint?: string | undefined;
}

/** Starts DynamoDB with the template's tables. It has its own thread, because it can keep a core busy. */
export async function startDynamoDb(options: DynamoDbOptions): Promise<ServiceThread> {
  const { endpoint = process.env.ROLLCALL_DYNAMODB } = options;
  if (endpoint) return useDynamoDb(endpoint, options.tables);
  await mkdir(options.directory, { recursive: true });
  const thread = await startServiceThread(
    new URL('./dynalite-thread.ts', import.meta.url),
    {
      directory: options.directory,
      port: options.port,
      region: options.region,
      tables: options.tables,
    } satisfies DynaliteThreadData,
    // dynalite makes its tables' ARNs of these.
    { AWS_REGION: options.region, AWS_ACCOUNT_ID: options.accountId },
  );
  try {
    await createTables(thread.endpoint, options.tables);
  } catch (error) {
    await thread.close();
    throw error;
  }
  return thread;
}

/** Uses a DynamoDB that runs already, such as AWS's DynamoDB Local. Closing leaves it running, with its tables. */
async function useDynamoDb(url: string, tables: readonly TablePlan[]): Promise<ServiceThread> {
  const endpoint = url.replace(/\/+$/, '');
  try {
    await createTables(endpoint, tables);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`DynamoDB at ${endpoint} cannot be used: ${reason}`, { cause });
  }
  return { endpoint, close: async () => {} };
}
