import { createHash } from 'node:crypto';
import { hashPart, timePart } from './upload-identity.ts';

export interface StatusChangeIdentity {
  readonly importId: string;
  readonly sequence: number;
  readonly time: Date;
}

/** The id of the event about a change of status: the same however often it is made. Ids sort by time. */
export function eventIdOf({ importId, sequence, time }: StatusChangeIdentity): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([importId, sequence]))
    .digest();
  return `evt_${timePart(time)}${hashPart(digest)}`;
}

/** The id of a message that is about no import. @param random at least 10 bytes */
export function newEventId(time: Date, random: Buffer): string {
  return `evt_${timePart(time)}${hashPart(random)}`;
}
