import type { components, operations } from '../../../client/schema.ts';

type ActivityAnswer = operations['getStageActivity']['responses'][200]['content']['application/json'];
export type HourOfActivity = ActivityAnswer['hours'][number];
export type ImportStatus = components['schemas']['StageImport']['status'];

/** A bar of several values, from below. */
export interface Bar {
  /** When its time begins: milliseconds. */
  readonly from: number;
  readonly values: readonly number[];
}

const HOUR_MS = 60 * 60 * 1000;
/** Hours of a bar, by the days of the plot: about thirty bars. */
const BAR_HOURS: Readonly<Record<string, number>> = { '1': 1, '7': 6, '30': 24 };

export type Series = (hour: HourOfActivity) => number;

export interface Period {
  readonly days: string;
  /** Milliseconds; the last bar contains it. */
  readonly to: number;
}

/** Bars over the whole period, also where nothing happened. Together they have the sums of the hours within it. */
export function barsOf(
  hours: readonly HourOfActivity[],
  { days, to }: Period,
  series: readonly Series[],
): readonly Bar[] {
  const width = (BAR_HOURS[days] ?? 24) * HOUR_MS;
  const last = Math.floor(to / width) * width;
  const most = Math.ceil((Number(days) * 24 * HOUR_MS) / width) + 1;
  const bars = Array.from({ length: most }, (_, index) => ({
    from: last - (most - 1 - index) * width,
    values: series.map(() => 0),
  }));
  for (const hour of hours) {
    const at = Math.floor(Date.parse(hour.hour) / width) * width;
    const bar = bars[most - 1 - (last - at) / width];
    series.forEach((count, index) => {
      if (bar !== undefined) bar.values[index] = (bar.values[index] ?? 0) + count(hour);
    });
  }
  return bars;
}

/** The end of the axis: 1, 2 or 5 times a power of ten, at least the highest bar. */
export function axisEnd(bars: readonly Bar[]): number {
  const highest = Math.max(1, ...bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0)));
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 5, 10].map((factor) => factor * power).find((end) => end >= highest) ?? 10 * power;
}

const GOOD: ReadonlySet<string> = new Set<ImportStatus>(['COMPLETED', 'EVALUATED']);

function ended(hour: HourOfActivity, isCounted: (status: string) => boolean): number {
  return Object.entries(hour.ended).reduce((sum, [status, n]) => sum + (isCounted(status) ? n : 0), 0);
}

/** What is plotted, from below. */
export const RECORD_SERIES = [
  ({ records, recordsFailed }) => records - recordsFailed,
  ({ recordsFailed }) => recordsFailed,
] as const satisfies readonly Series[];

export const IMPORT_SERIES = [
  (hour) => ended(hour, (status) => GOOD.has(status)),
  (hour) => ended(hour, (status) => status === 'COMPLETED_WITH_ERRORS'),
  (hour) => ended(hour, (status) => !GOOD.has(status) && status !== 'COMPLETED_WITH_ERRORS'),
] as const satisfies readonly Series[];
