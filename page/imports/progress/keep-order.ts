/** Items in the order in which they were seen first, so that none moves under the eyes of a person. @param seen keys, in this order */
export function keepOrder<T>(
  seen: Set<string>,
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly T[] {
  for (const item of items) seen.add(keyOf(item));
  const order = new Map([...seen].map((key, index) => [key, index]));
  const placeOf = (item: T) => order.get(keyOf(item)) ?? 0;
  return items.toSorted((one, other) => placeOf(one) - placeOf(other));
}
