import { S3Client } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import { clientConfig } from '../../../local/client-config.ts';
import type { EventBridgeEvent } from '../../../local/event-bridge/event.ts';
import { startS3 } from '../../../local/s3/start-s3.ts';
import type { CorsRule } from '../../../local/template/planned.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

const Bucket = 'uploads';

interface Options {
  readonly directory?: string;
  /** Of the bucket `uploads`. */
  readonly cors?: readonly CorsRule[];
  readonly now?: () => Date;
}

/** Starts S3 with the buckets `uploads`, which emits events, and `results`. It is closed at the end of the test. */
export async function startUploads({
  directory,
  cors = [],
  now = () => new Date('2026-11-21T10:00:00.500Z'),
}: Options = {}) {
  const events: EventBridgeEvent[] = [];
  const root = directory ?? (await temporaryDirectory());
  const service = await startS3({
    directory: root,
    buckets: [
      { name: Bucket, emitsEvents: true, cors },
      { name: 'results', emitsEvents: false, cors: [] },
    ],
    region: 'eu-central-1',
    accountId: '000000000000',
    port: 0,
    now,
    onEvent: (event) => events.push(event),
  });
  const config = clientConfig(service.endpoint, 'eu-central-1');
  const client = new S3Client(config);
  onTestFinished(async () => {
    client.destroy();
    await service.close();
  });
  return { client, config, Bucket, events, endpoint: service.endpoint, directory: root };
}
