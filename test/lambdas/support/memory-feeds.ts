import type { FeedPointer, FeedStore } from '../../../lambdas/adapters/dynamo-feed-store.ts';
import { FINAL_STATUSES, type Import } from '../../../lambdas/contracts/import.ts';
import { NOW } from './import-item.ts';

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
  const notBegun = (importId: string, attempt: number): Import | undefined => {
    const item = imports.get(importId);
    if (item === undefined || item.attempt !== attempt || FINAL_STATUSES.has(item.status)) return undefined;
    return (item.begunAttempt ?? 0) < attempt ? item : undefined;
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
        const waits = item?.status === 'AWAITING_UPLOAD' && item.cancelRequestedAt === undefined;
        return waits && item.feed?.revision === feed?.revision && change(item, fields as Partial<Import>);
      }),
    beginTurn: (importId, attempt) =>
      step(() => {
        const item = notBegun(importId, attempt);
        return item !== undefined && change(item, { begunAttempt: attempt });
      }),
    supersede: (importId, attempt, reason) =>
      step(() => {
        const item = notBegun(importId, attempt);
        const ending = { status: 'SUPERSEDED', reason, endedAt: NOW.toISOString() } as const;
        return item !== undefined && change(item, ending);
      }),
  };
}
