import type { Outcome } from '../../contracts/outcome.ts';

const LETTERS = { created: 'C', updated: 'U', unchanged: 'N', failed: 'F' } as const satisfies Record<
  Outcome,
  string
>;
const OUTCOMES = new Map<string, Outcome>(
  Object.entries(LETTERS).map(([outcome, letter]) => [letter, outcome as Outcome]),
);

/**
 * Outcomes by record number as text: for each record, in ascending order, its distance from the record before in base 36
 * and the outcome's letter. The distance 1 is left out. Records 12, 13 and 50, all updated: `cUU11U`.
 */
export function packOutcomes(outcomes: Readonly<Record<string, Outcome>>): string {
  let previous = 0;
  return Object.entries(outcomes)
    .map(([number, outcome]) => [Number(number), LETTERS[outcome]] as const)
    .sort(([one], [other]) => one - other)
    .map(([number, letter]) => {
      const distance = number - previous;
      previous = number;
      return distance === 1 ? letter : distance.toString(36) + letter;
    })
    .join('');
}

/** The reverse of packOutcomes. */
export function unpackOutcomes(packed: string): Record<string, Outcome> {
  const outcomes: Record<string, Outcome> = {};
  let number = 0;
  for (const [, distance = '', letter = ''] of packed.matchAll(/([0-9a-z]*)([A-Z])/gy)) {
    number += distance === '' ? 1 : Number.parseInt(distance, 36);
    const outcome = OUTCOMES.get(letter);
    if (outcome !== undefined) outcomes[number] = outcome;
  }
  return outcomes;
}

/** Upper bound of the bytes of packed outcomes: at most 3 digits between records of a chunk, more for the first one. */
export function packedOutcomesBytes(count: number): number {
  return 16 + 4 * count;
}
