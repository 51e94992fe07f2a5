import { distance } from 'fastest-levenshtein';

/** Far longer than any name: not worth a comparison with each, which a hostile one would make costly. */
const MAX_COMPARED = 200;

/**
 * The known name nearest to a wrong one, when it is near enough to be a slip of the pen: a third of the letters, at most
 * three, letter case not counted.
 */
export function nearestName(known: Iterable<string>, wrong: string): string | undefined {
  if (wrong.length > MAX_COMPARED) return undefined;
  const wanted = wrong.toLowerCase();
  let best: { readonly name: string; readonly edits: number } | undefined;
  for (const name of known) {
    const edits = distance(wanted, name.toLowerCase());
    if (best === undefined || edits < best.edits) best = { name, edits };
  }
  const allowed = Math.min(3, Math.ceil(wrong.length / 3));
  return best !== undefined && best.edits <= allowed ? best.name : undefined;
}
