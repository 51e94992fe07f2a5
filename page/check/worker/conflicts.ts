import type { Issue } from '../../../lambdas/contracts/issue.ts';
import type { PendingRecord } from '../../../lambdas/core/apply/plan-with-claims.ts';
import type { ImportType } from '../../../lambdas/core/import-type/import-type.ts';
import type { ChunkRecord } from '../../../lambdas/reading/read-chunk.ts';
import { type BlockKeys, type Candidates, createKeyCollector, findCandidates } from './conflict-keys.ts';
import { countUsers, createTouchedRecords } from './touched-records.ts';

/** The errors that a block's records have because of earlier records of the file, by record. */
export type ConflictIssues = ReadonlyMap<number, readonly Issue[]>;

export interface ConflictIndex {
  collector(): ReturnType<typeof createKeyCollector>;
  /**
   * The keys of a block that was checked, or checked again. `isEdited`: whether an edit has changed the record with this index;
   * absent: any of them.
   */
  put(block: number, keys: BlockKeys, isEdited?: (index: number) => boolean): void;
  /** Whether `toPlan` must be called again, and conflicts found. */
  readonly isStale: boolean;
  /** The records that must be planned. It is then not stale, until a block is put that matters. */
  toPlan(limit?: PlanLimit): Promise<ToPlan>;
  /** Candidates of a block that were read before and have not changed, by their index in it. */
  readonly known: Map<number, ReadonlyMap<number, PendingRecord>>;
}

/** Only the records of the blocks until this one were planned, because they are about so many users. */
export interface PlanLimit {
  readonly until: number;
  readonly maxUsers: number;
}

export interface ToPlan {
  readonly records: Candidates;
  /** All records of the file that share a key. Otherwise others keep the conflicts that they have. */
  readonly isAll: boolean;
}

/** Which records share a user or a unique value, in a file whose records change. */
export function createConflictIndex({ generated: _, ...type }: ImportType, tenant: string): ConflictIndex {
  const blocks: (BlockKeys | undefined)[] = [];
  const known = new Map<number, ReadonlyMap<number, PendingRecord>>();
  let touched = createTouchedRecords();
  /** All records that share a key, or have shared one. Undefined until they are searched. */
  let found: Map<number, Set<number>> | undefined;
  let mustSearch = false;

  async function searchAll(): Promise<ToPlan> {
    found = await findCandidates(blocks);
    return { records: found, isAll: true };
  }

  return {
    known,
    collector: () => createKeyCollector(type, tenant),
    put(block, keys, isEdited = () => true) {
      known.delete(block);
      // Fields that are no keys may decide whether a record is applied.
      const isChanged = (index: number) => found?.get(block)?.has(index) === true && isEdited(index);
      if (found === undefined) mustSearch = true;
      else touched.add(block, blocks[block], keys, isChanged);
      blocks[block] = keys;
    },
    get isStale() {
      return mustSearch || !touched.isEmpty;
    },
    async toPlan(limit) {
      // Blocks that are put meanwhile are for the next time.
      const [now, isFirst] = [touched, mustSearch];
      touched = createTouchedRecords();
      mustSearch = false;
      const related = isFirst ? undefined : await now.withRelated(blocks);
      if (found === undefined || related === undefined) return searchAll();
      if (limit !== undefined && now.hasLostKeys) {
        const all = await searchAll();
        if (countUsers(blocks, all.records, limit.until) < limit.maxUsers) return all;
      }
      for (const [block, indexes] of related)
        found.set(block, (found.get(block) ?? new Set()).union(indexes));
      return { records: related, isAll: false };
    },
  };
}

/** A record that is valid by itself fails because of an earlier one. Its warnings stay, as in errors.csv. */
export function withConflict(record: ChunkRecord, conflicts: ConflictIssues | undefined): ChunkRecord {
  const { read, recordNumber } = record;
  const issues = conflicts?.get(recordNumber);
  if (issues === undefined || !read.ok) return record;
  const all = [...(read.warnings ?? []), ...issues];
  return { ...record, read: { ok: false, issues: all, unknownFields: read.unknownFields } };
}

export function isSameConflicts(one: ConflictIssues | undefined, other: ConflictIssues | undefined): boolean {
  return JSON.stringify([...(one ?? [])]) === JSON.stringify([...(other ?? [])]);
}
