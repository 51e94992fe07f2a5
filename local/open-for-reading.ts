import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from './client-config.ts';
import type { ClientConfig, Cloud } from './cloud-types.ts';
import { connectCloud } from './connect-cloud.ts';
import { startDynamoDb } from './dynamodb/start-dynamodb.ts';
import { startS3 } from './s3/start-s3.ts';
import { readMails } from './ses/mailbox.ts';
import { lockState, StateInUse, type Unlock } from './state-lock.ts';
import { startStepFunctions } from './step-functions/start-step-functions.ts';
import { readPlan } from './template/plan.ts';
import { readStack } from './template/stack.ts';

export type ReadService = 's3' | 'dynamodb' | 'sfn';

/** The services of a cloud that a command reads from. */
export interface ReadableCloud extends Pick<Cloud, 'outputs' | 'mails'>, AsyncDisposable {
  /** Whether a process runs the cloud: if not, no import makes progress. */
  readonly isRunning: boolean;
  /** @throws for a service that `openForReading` was not asked for */
  clientConfig(service: ReadService): ClientConfig;
}

/** How long to wait for another process that is starting its cloud or reads as well. */
const FREE_WITHIN_MS = 120_000;
const LOOK_AGAIN_MS = 100;

/**
 * Connects to the running cloud, or serves the data that an earlier one has stored. It starts no functions, rules or
 * synthesis, and does not abort or continue interrupted executions. Close it soon, because a cloud cannot start on the
 * directory until then.
 * @returns undefined when no cloud has run on the directory yet
 * @throws StateInUse when another process holds the directory and its cloud does not come up
 */
export async function openForReading(
  stateDirectory: string,
  services: readonly ReadService[],
): Promise<ReadableCloud | undefined> {
  const stateDir = resolve(stateDirectory);
  const giveUpAt = Date.now() + FREE_WITHIN_MS;
  for (;;) {
    const running = await connectCloud(stateDir);
    if (running !== undefined) return { ...running, isRunning: true };
    if (!existsSync(join(stateDir, 'dynamodb'))) return undefined;
    try {
      return await serve(stateDir, services, await lockState(stateDir));
    } catch (error) {
      if (!(error instanceof StateInUse) || Date.now() > giveUpAt) throw error;
    }
    await wait(LOOK_AGAIN_MS);
  }
}

async function serve(
  stateDir: string,
  services: readonly ReadService[],
  unlock: Unlock,
): Promise<ReadableCloud> {
  await using started = new AsyncDisposableStack();
  started.defer(() => unlock());
  const stack = await readStack(join(stateDir, 'cdk.out'));
  const { region, accountId } = stack;
  const plan = await readPlan(stack);
  const common = { region, accountId, port: 0 };
  const now = () => new Date();
  const start: Readonly<Record<ReadService, () => Promise<{ endpoint: string; close(): Promise<void> }>>> = {
    dynamodb: () => startDynamoDb({ ...common, directory: join(stateDir, 'dynamodb'), tables: plan.tables }),
    s3: () =>
      startS3({ ...common, directory: join(stateDir, 's3'), buckets: plan.buckets, now, onEvent: () => {} }),
    sfn: () =>
      startStepFunctions({
        ...common,
        directory: join(stateDir, 'executions'),
        s3: new S3Client(clientConfig('http://127.0.0.1:1', region)),
        invokeLambda: () => Promise.reject(new Error('this cloud is open for reading only')),
        onStatusChange: () => {},
        isReadOnly: true,
      }),
  };
  const endpoints = new Map<ReadService, string>();
  await Promise.all(
    services.map(async (name) => {
      const service = started.adopt(await start[name](), (one) => one.close());
      endpoints.set(name, service.endpoint);
    }),
  );
  const stop = started.move();
  return {
    isRunning: false,
    outputs: plan.outputs,
    mails: () => readMails(join(stateDir, 'mail')),
    clientConfig(service) {
      const endpoint = endpoints.get(service);
      if (endpoint === undefined) throw new Error(`${service} was not opened for reading`);
      return clientConfig(endpoint, region);
    },
    [Symbol.asyncDispose]: () => stop.disposeAsync(),
  };
}
