import type { ExecutionRecord } from './execution-record.ts';

/** Whether an execution only waits for an answer to a token, and this is on disk. */
export interface Waiting {
  hold(waiting: ExecutionRecord['waiting']): Promise<void>;
  is(): boolean;
  /** Resolves when the execution waits. */
  reached(): Promise<void>;
}

export function trackWaiting(state: ExecutionRecord, save: () => Promise<void>): Waiting {
  let reached = Promise.withResolvers<void>();
  let isReached = false;
  const mark = () => {
    isReached = true;
    reached.resolve();
  };
  const unmark = () => {
    if (isReached) reached = Promise.withResolvers<void>();
    isReached = false;
  };
  if (state.waiting !== undefined) mark();
  return {
    hold: async (waiting) => {
      if (waiting === undefined) {
        unmark();
        if (state.waiting === undefined) return;
        delete state.waiting;
      } else {
        state.waiting = waiting;
      }
      await save();
      if (waiting !== undefined && state.waiting === waiting) mark();
    },
    is: () => isReached,
    reached: () => reached.promise,
  };
}
