import type { EventBridgeEvent } from './event.ts';

/** How an accepted event is delivered: how often to each target, and after which promise. */
export interface DeliveryTerms {
  readonly times: number;
  readonly after: Promise<void> | undefined;
}

/** Fault injection: called once for each event. */
export type EventFaults = (event: EventBridgeEvent) => DeliveryTerms;
