/** Promises that have not settled yet, so that closing can wait for them. */
export interface InProgress {
  add<T>(work: Promise<T>): Promise<T>;
  /** Resolves when all of them have settled, however they ended. */
  settled(): Promise<unknown>;
}

export function createInProgress(): InProgress {
  const works = new Set<Promise<unknown>>();
  return {
    add(work) {
      works.add(work);
      const remove = () => works.delete(work);
      work.then(remove, remove);
      return work;
    },
    settled: () => Promise.allSettled(works),
  };
}
