import { ObjectCreatedEventSchema } from '../../../../lambdas/contracts/object-created-event.ts';

interface Uploaded {
  readonly version?: string;
  readonly time?: string;
  readonly sequencer?: string;
  readonly size?: number;
}

/** As EventBridge delivers it: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html. */
export function objectCreated(
  key: string,
  { time = '2026-11-21T09:59:59Z', sequencer = '617f08299329d189', version = 'v', size = 25 }: Uploaded = {},
) {
  return ObjectCreatedEventSchema.parse({
    version: '0',
    id: '17793124-05d4-b198-2fde-7ededc63b103',
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: '111122223333',
    time,
    region: 'eu-central-1',
    resources: ['arn:aws:s3:::uploads'],
    detail: {
      version: '0',
      bucket: { name: 'uploads' },
      object: { key, size, etag: 'e', 'version-id': version, sequencer },
      'request-id': 'N4N7GDK58NMKJ12R',
      requester: '123456789012',
      'source-ip-address': '1.2.3.4',
      reason: 'PutObject',
    },
  });
}
