import type { FeedPointer, FeedStore } from '../../../lambdas/adapters/dynamo-feed-store.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { NOW } from './import-item.ts';
import { allows } from './lifecycle-model.ts';

/** A step of a process, which may be its last one. */
export type Step = <T>(work: () => T) => Promise<T>;

export interface MemoryFeeds extends FeedStore {
  readonly pointers: Map<string, FeedPointer>;
}

/** One tenant's pairs, with the conditions of the real table. */
export function memoryFeeds(
  imports: Map<string, Import>,
  step: Step = async (work) => work(),
  pointers = new Map<string, FeedPointer>(),
): MemoryFeeds {
  const change = (item: Import, fields: Partial<Import>): true => {
    imports.set(item.importId, { ...item, ...fields });
    return true;
  };
  return {
    pointers,
    find: (_, timestamp) => step(() => pointers.get(timestamp)),
    assign: (_, timestamp, next) =>
      step(() => {
        if (pointers.get(timestamp)?.holder !== next.before) return false;
        pointers.set(timestamp, next);
        return true;
      }),
    since: async function* (_, timestamp) {
      const all = await step(() => [...pointers].sort(([a], [b]) => (a < b ? 1 : -1)));
      for (const [each, { holder }] of all) if (each >= timestamp) yield holder;
    },
    advance: ({ importId, feed }, fields) =>
      step(() => {
        const item = imports.get(importId);
        return (
          allows('advancePair', item, { revision: feed?.revision }) && change(item, fields as Partial<Import>)
        );
      }),
    beginTurn: (importId, attempt) =>
      step(() => {
        const item = imports.get(importId);
        return allows('beginTurn', item, { attempt }) && change(item, { begunAttempt: attempt });
      }),
    supersede: (importId, attempt, reason) =>
      step(() => {
        const item = imports.get(importId);
        const ending = { status: 'SUPERSEDED', reason, endedAt: NOW.toISOString() } as const;
        return allows('supersede', item, { attempt }) && change(item, ending);
      }),
  };
}
