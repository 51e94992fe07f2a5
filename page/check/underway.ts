export type Underway = ReturnType<typeof createUnderway>;

/** Changes that were begun and have not ended. */
export function createUnderway() {
  const changes = new Set<Promise<unknown>>();
  return {
    add<T>(change: Promise<T>): Promise<T> {
      changes.add(change);
      const end = () => changes.delete(change);
      void change.then(end, end);
      return change;
    },
    /** Those that were begun meanwhile included. */
    async ended(): Promise<void> {
      while (changes.size > 0) await Promise.allSettled(changes);
    },
    forget: () => changes.clear(),
  };
}
