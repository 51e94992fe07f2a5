import type { ImportCounts } from '../api/views.ts';

export const OUTCOMES = ['created', 'updated', 'unchanged', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface OutcomeShare {
  readonly outcome: Outcome;
  readonly records: number;
  /** Percent of the bar where it begins. */
  readonly from: number;
  /** Percent of the bar. */
  readonly width: number;
}

/** A single failed record of a million has to be seen. */
const LEAST_WIDTH = 1;

/** The parts of the bar, in a fixed order, without those that are empty. Together they are 100 wide, or there is none. */
export function outcomeShares(counts: Pick<ImportCounts, Outcome>): readonly OutcomeShare[] {
  const present = OUTCOMES.filter((outcome) => counts[outcome] > 0);
  const total = present.reduce((sum, outcome) => sum + counts[outcome], 0);
  const widths = present.map((outcome) => Math.max(LEAST_WIDTH, (100 * counts[outcome]) / total));
  const sum = widths.reduce((all, width) => all + width, 0);
  let from = 0;
  return present.map((outcome, index) => {
    const width = (100 * (widths[index] ?? 0)) / sum;
    const share = { outcome, records: counts[outcome], from, width };
    from += width;
    return share;
  });
}
