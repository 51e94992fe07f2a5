import type { Delivery, Webhook } from '../../contracts/webhook.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** For so long a message is tried. */
export const RETRY_MS = 24 * HOUR_MS;

/** While an attempt is made, no other one begins. Longer than the time that an attempt may take. */
export const LEASE_MS = MINUTE_MS;

/** An endpoint is disabled if no attempt has succeeded for so long. */
export const FAILING_MS = 3 * 24 * HOUR_MS;

/** Minutes between attempts; the last value repeats. */
export const DELAYS_MINUTES = [1, 5, 15, 30, 60, 120, 240];

/** An endpoint may ask for a longer pause, but not for so long that a message would be sent only once more. */
export const MOST_RETRY_AFTER_MS = 4 * HOUR_MS;

/** `Retry-After` of an answer, seconds or a date: how long the endpoint asks to wait. 0 for what is neither. RFC 9110, 10.2.3. */
export function retryAfterMs(text: string | undefined, now: Date): number {
  const trimmed = (text ?? '').trim();
  const wait = /^\d{1,9}$/.test(trimmed) ? Number(trimmed) * 1000 : Date.parse(trimmed) - now.getTime();
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), MOST_RETRY_AFTER_MS) : 0;
}

/**
 * When the next attempt is due after a failed one; undefined if it was the last one.
 * @param askedMs how long the endpoint asks to wait at least
 */
export function nextAttempt(
  { attempts, giveUpAt }: Pick<Delivery, 'attempts' | 'giveUpAt'>,
  now: Date,
  askedMs = 0,
): Date | undefined {
  const end = Date.parse(giveUpAt);
  if (now.getTime() >= end) return undefined;
  const minutes = DELAYS_MINUTES[Math.min(attempts, DELAYS_MINUTES.length) - 1] ?? 1;
  return new Date(Math.min(now.getTime() + Math.max(minutes * MINUTE_MS, askedMs), end));
}

/** Whether an endpoint has failed for so long that it is disabled. */
export function failsForLong({ failingSince }: Pick<Webhook, 'failingSince'>, now: Date): boolean {
  return failingSince !== undefined && now.getTime() - Date.parse(failingSince) >= FAILING_MS;
}
