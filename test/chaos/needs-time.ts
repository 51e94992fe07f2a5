import type { Fault, Occasion } from '../../local/faults/fault.ts';

const LEAVES_A_CLAIM: ReadonlySet<Fault> = new Set([
  'killed-at-start',
  'killed-at-end',
  'killed-before',
  'killed-after',
  'doubled',
  'abandoned',
  'away',
]);

/**
 * Whether time has to pass for the import to get over it: the claim of an e-mail whose sender died lapses after 90 s of
 * the functions' own clock, which a cloud that does not wait (`timeScale: 0`) cannot hurry. `mail-in-real-time.ts` waits.
 */
export function needsTime(fault: Fault, occasion: Occasion): boolean {
  return (
    'functionName' in occasion && occasion.functionName === 'NotifyRequester' && LEAVES_A_CLAIM.has(fault)
  );
}
