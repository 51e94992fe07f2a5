import { join } from 'node:path';
import type { CloudOptions } from './cloud-types.ts';
import { startDynamoDb } from './dynamodb/start-dynamodb.ts';
import type { EventBridgeEvent } from './event-bridge/event.ts';
import { startS3 } from './s3/start-s3.ts';
import { startSes } from './ses/start-ses.ts';
import type { Plan } from './template/planned.ts';
import type { Stack } from './template/stack.ts';

interface StoresOptions {
  readonly stateDir: string;
  readonly plan: Plan;
  readonly stack: Pick<Stack, 'region' | 'accountId'>;
  readonly ports: NonNullable<CloudOptions['ports']>;
  readonly dynamodb: string | undefined;
  readonly now: () => Date;
  readonly onEvent: (event: EventBridgeEvent) => void;
}

/**
 * Starts S3, DynamoDB and SES concurrently.
 * @param adopt registers a service that the caller closes, also when another one does not start
 * @returns their endpoints
 */
export async function startStores(
  { stateDir, plan, stack: { region, accountId }, ports, dynamodb: endpoint, now, onEvent }: StoresOptions,
  adopt: <T extends { close(): unknown }>(service: T) => T,
): Promise<{ readonly s3: string; readonly dynamodb: string; readonly ses: string }> {
  const directory = (name: string): string => join(stateDir, name);
  const starting = [
    startDynamoDb({
      directory: directory('dynamodb'),
      tables: plan.tables,
      region,
      accountId,
      port: ports.dynamodb ?? 0,
      endpoint,
    }),
    startSes({ mailDirectory: directory('mail'), port: ports.ses ?? 0 }),
    startS3({
      directory: directory('s3'),
      buckets: plan.buckets,
      region,
      accountId,
      port: ports.s3 ?? 0,
      now,
      onEvent,
    }),
  ] as const;
  const settled = await Promise.allSettled(starting.map(async (service) => adopt(await service)));
  for (const one of settled) if (one.status === 'rejected') throw one.reason;
  const [dynamodb, ses, s3] = await Promise.all(starting);
  return { s3: s3.endpoint, dynamodb: dynamodb.endpoint, ses: ses.endpoint };
}
