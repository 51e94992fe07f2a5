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
 * Whether time has to pass for the import to get over it: the claim of an e-mail whose sender died, or was not told that
 * it has the claim, lapses after 90 s of the functions' own clock, which a cloud that does not wait (`timeScale: 0`) cannot
 * hurry. The table strikes these in a cloud that waits.
 */
export function needsTime(fault: Fault, occasion: Occasion): boolean {
  if (!('functionName' in occasion) || !SENDS_MAIL.has(occasion.functionName)) return false;
  if (fault === 'unanswered') return occasion.layer === 'request' && occasion.service === 'dynamodb';
  return LEAVE_A_CLAIM.has(fault);
}
