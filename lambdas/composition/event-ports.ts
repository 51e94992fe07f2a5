/** Ports of streams and events: see ports.ts. */
import { readStreamImage } from '../adapters/dynamo-stream-image.ts';
import { createEventBus } from '../adapters/event-bridge-bus.ts';
import type { Needs } from './ports.ts';

export const putEvents = ({ EVENT_BUS }: Needs<'EVENT_BUS'>) => createEventBus(EVENT_BUS);
export const readImage = () => readStreamImage;
