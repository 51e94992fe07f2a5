import type { StageImportDetails } from '../views.ts';

type Timings = StageImportDetails['timings'];

/** In the order in which they happen. */
export const TIME_NAMES = [
  'createdAt',
  'uploadedAt',
  'startedAt',
  'inspectedAt',
  'splitAt',
  'evaluationStartedAt',
  'evaluatedAt',
  'confirmedAt',
  'importStartedAt',
  'collectingStartedAt',
  'endedAt',
  'notifiedAt',
] as const satisfies readonly (keyof Timings)[];

export interface TimingRow {
  readonly name: (typeof TIME_NAMES)[number];
  readonly at: string;
  /** Since the row before; absent for the first one, under a second, and where a resumed import has a time of its first attempt. */
  readonly secondsBefore: number | undefined;
}

/** What has happened so far. */
export function timingRows(timings: Timings): readonly TimingRow[] {
  const rows: TimingRow[] = [];
  for (const name of TIME_NAMES) {
    const at = timings[name];
    if (at === undefined) continue;
    const before = rows.at(-1)?.at;
    const seconds = before === undefined ? -1 : (Date.parse(at) - Date.parse(before)) / 1000;
    rows.push({ name, at, secondsBefore: seconds >= 1 ? seconds : undefined });
  }
  return rows;
}
