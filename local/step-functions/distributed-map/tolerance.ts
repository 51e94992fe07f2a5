/** What a Map Run tolerates; a bound that was not given does not count, unless neither was. */
export interface Tolerance {
  readonly count: number | undefined;
  readonly percentage: number | undefined;
}

/** Whether so many failed children of `total` are more than tolerated; with no bound at all none is. */
export function exceedsTolerance(failed: number, total: number, { count, percentage }: Tolerance): boolean {
  if (count === undefined && percentage === undefined) return failed > 0;
  return (
    (count !== undefined && failed > count) || (percentage !== undefined && failed * 100 > percentage * total)
  );
}
