import type { Fault, Occasion } from '../../local/faults/fault.ts';

const SENDS_MAIL = new Set(['NotifyRequester', 'AwaitConfirmation']);
const LEAVE_A_CLAIM: ReadonlySet<Fault> = new Set([
  'killed-at-start',
  'killed-at-end',
  'killed-before',
  'killed-after',
  'doubled',
  'abandoned',
  'away',
]);

/**
 * Whether the import recovers from the fault only after some time. An invocation claims an e-mail before it sends it. If
 * it dies, or does not receive the answer to its claim, the claim lapses after 90 s of the functions' own clock, which
 * `timeScale: 0` does not speed up. The table injects these faults in a cloud that waits.
 */
export function recoversSlowly(fault: Fault, occasion: Occasion): boolean {
  if (!('functionName' in occasion) || !SENDS_MAIL.has(occasion.functionName)) return false;
  if (fault === 'unanswered') return occasion.layer === 'request' && occasion.service === 'dynamodb';
  return LEAVE_A_CLAIM.has(fault);
}
