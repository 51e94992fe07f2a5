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
}

/** Starts DynamoDB with the template's tables, in its own thread because it can use a whole core. */
export async function startDynamoDb(options: DynamoDbOptions): Promise<ServiceThread> {
  await mkdir(options.directory, { recursive: true });
  const thread = await startServiceThread(
    new URL('./dynalite-thread.ts', import.meta.url),
    { directory: options.directory, port: options.port, tables: options.tables } satisfies DynaliteThreadData,
    // dynalite builds the ARNs of its tables from these.
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
