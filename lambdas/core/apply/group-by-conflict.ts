import type { PendingRecord } from './plan-with-claims.ts';

/**
 * Divides records into groups that share no key, so that groups may be applied in parallel. Within a group the
 * records stay in file order. Nearly every group contains the records of one user.
 */
export function groupByConflict(
  records: readonly PendingRecord[],
  keysOf: (record: PendingRecord) => Iterable<string>,
): readonly (readonly PendingRecord[])[] {
  const parents = records.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parents[root] !== root) root = parents[root] as number;
    parents[i] = root;
    return root;
  };
  const firstWithKey = new Map<string, number>();
  for (const [i, record] of records.entries()) {
    for (const key of keysOf(record)) {
      const earlier = firstWithKey.get(key);
      if (earlier === undefined) firstWithKey.set(key, i);
      else parents[rootOf(i)] = rootOf(earlier);
    }
  }
  const groups = new Map<number, PendingRecord[]>();
  for (const [i, record] of records.entries()) {
    const root = rootOf(i);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [record]);
    else group.push(record);
  }
  return [...groups.values()];
}
