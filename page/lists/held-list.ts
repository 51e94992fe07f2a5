/** What a list that stays up to date has now, in its order. */
export interface Listing<T> {
  readonly items: readonly T[];
  /** Whether there are more after the last one, which were not asked for. */
  readonly hasMore: boolean;
}

export interface HeldRow<T> {
  readonly item: T;
  /** Whether the list does not have it any more. `item` is then what was known of it last. */
  readonly hasLeft: boolean;
}

/** What differs from what is shown, until the person asks for it. */
export interface Waiting {
  readonly added: number;
  readonly left: number;
  readonly isReordered: boolean;
}

export interface Held<T> {
  readonly rows: readonly HeldRow<T>[];
  readonly waiting: Waiting;
}

interface Identified {
  readonly id: string;
}

/**
 * What is shown of a list: the rows that the person asked for last, at their places, with what is known of them now. A row
 * that moved by itself could be clicked instead of another one.
 * @param asked what the list had when the person asked
 */
export function holdList<T extends Identified>(asked: readonly T[], newest: Listing<T>): Held<T> {
  const now = byId(newest.items);
  const shown = new Set(asked.map(({ id }) => id));
  // What is after the last known one may still be there, behind those that the answer has.
  const covered = newest.hasMore ? lastKnown(asked, now) : asked.length;
  const rows = asked.map((item, at) => {
    const known = now.get(item.id);
    return { item: known ?? item, hasLeft: known === undefined && at < covered };
  });
  const kept = newest.items.filter(({ id }) => shown.has(id));
  const places = asked.filter(({ id }) => now.has(id));
  return {
    rows,
    waiting: {
      added: newest.items.length - kept.length,
      left: rows.filter(({ hasLeft }) => hasLeft).length,
      isReordered: places.some(({ id }, at) => kept[at]?.id !== id),
    },
  };
}

/**
 * The rows to hold after another answer: they are the same, at the same places. An empty list has no row that could move,
 * so it takes everything; and where more rows are asked for than are held, the next ones are added at the end.
 */
export function holdMore<T extends Identified>(
  asked: readonly T[],
  { items }: Listing<T>,
  rows: number,
): readonly T[] {
  if (asked.length === 0) return items;
  const now = byId(items);
  const last = asked[lastKnown(asked, now) - 1];
  const held = new Set(asked.map(({ id }) => id));
  const after = last === undefined ? [] : items.slice(items.findIndex(({ id }) => id === last.id) + 1);
  const next = after.filter(({ id }) => !held.has(id)).slice(0, Math.max(0, rows - asked.length));
  return [...asked.map((item) => now.get(item.id) ?? item), ...next];
}

function byId<T extends Identified>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

/** @returns how many of the rows are up to the last one that is known now */
function lastKnown(asked: readonly Identified[], now: ReadonlyMap<string, unknown>): number {
  return asked.findLastIndex(({ id }) => now.has(id)) + 1;
}
