import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { EVENT_SOURCE } from '../contracts/status-changed.ts';
import { awsClientConfig } from './aws-client-config.ts';

/** The most that one request takes. */
export const MAX_EVENTS = 10;

export interface BusEvent {
  readonly detailType: string;
  readonly detail: object;
}

/**
 * Puts at most MAX_EVENTS events on the event bus.
 * @returns for each event whether the bus has accepted it; it may accept a later one and not an earlier one
 */
export type PutEvents = (events: readonly BusEvent[]) => Promise<readonly boolean[]>;

export function createEventBus(bus: string, client = new EventBridgeClient(awsClientConfig())): PutEvents {
  return async (events) => {
    const { Entries = [] } = await client.send(
      new PutEventsCommand({
        Entries: events.map(({ detailType, detail }) => ({
          EventBusName: bus,
          Source: EVENT_SOURCE,
          DetailType: detailType,
          Detail: JSON.stringify(detail),
        })),
      }),
    );
    return events.map((_, index) => Entries[index]?.EventId !== undefined);
  };
}
