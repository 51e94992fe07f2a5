import { randomUUID } from 'node:crypto';
import type { EventBridgeEvent } from './event-bridge/event.ts';
import type { Json } from './template/stack.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
export function statusChangeEvent(
  detail: { readonly executionArn: string },
  place: { readonly region: string; readonly accountId: string; readonly now: () => Date },
): EventBridgeEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account: place.accountId,
    time: place
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z'),
    region: place.region,
    resources: [detail.executionArn],
    // The round trip through JSON removes undefined fields.
    detail: JSON.parse(JSON.stringify(detail)) as { [name: string]: Json },
  };
}
