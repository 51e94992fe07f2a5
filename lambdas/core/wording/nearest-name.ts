import { distance } from 'fastest-levenshtein';

/** Longer than any name. Longer input is not compared with all names, which an attacker could make expensive. */
const MAX_COMPARED = 128;
const MAX_EDITS = 3;

/**
 * The known name that is most similar to a wrong one, if it is probably a typing error: at most a third of the
 * letters and at most three of them differ, ignoring case.
 */
export function nearestName(known: Iterable<string>, wrong: string): string | undefined {
  if (wrong.length > MAX_COMPARED) return undefined;
  const wanted = wrong.toLowerCase();
  const allowed = Math.min(MAX_EDITS, Math.ceil(wrong.length / 3));
  let best: { readonly name: string; readonly edits: number } | undefined;
  for (const name of known) {
    // A difference in length is that many edits at least.
    if (Math.abs(name.length - wrong.length) > allowed) continue;
    const edits = distance(wanted, name.toLowerCase());
    if (best === undefined || edits < best.edits) best = { name, edits };
  }
  return best !== undefined && best.edits <= allowed ? best.name : undefined;
}
