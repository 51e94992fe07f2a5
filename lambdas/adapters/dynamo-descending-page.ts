interface KeyRange {
  readonly from: string;
  readonly to: string;
}

/**
 * Where a page begins that lists a range of sort keys, the last one first. The range and the position come from a client, and
 * DynamoDB refuses a range whose ends are swapped and a start outside of the range.
 * @returns undefined if the page is empty
 */
export function beginDescending(
  { from, to }: KeyRange,
  after: string | undefined,
): { readonly after?: string } | undefined {
  if (from > to || (after !== undefined && after <= from)) return undefined;
  return after !== undefined && after <= to ? { after } : {};
}
