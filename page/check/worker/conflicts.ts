import type { Issue } from '../../../lambdas/contracts/issue.ts';
import type { PendingRecord } from '../../../lambdas/core/apply/plan-with-claims.ts';
import type { ImportType } from '../../../lambdas/core/import-type/import-type.ts';
import type { ChunkRecord } from '../../../lambdas/reading/read-chunk.ts';
import {
  areSameKeys,
  type BlockKeys,
  type Candidates,
  createKeyCollector,
  findCandidates,
} from './conflict-keys.ts';

/** The errors that a block's records have because of earlier records of the file, by record. */
export type ConflictIssues = ReadonlyMap<number, readonly Issue[]>;

export interface ConflictIndex {
  collector(): ReturnType<typeof createKeyCollector>;
  /** The keys of a block that was checked, or checked again. */
  put(block: number, keys: BlockKeys): void;
  /** Whether `candidates` must be called again, and their conflicts found. */
  readonly isStale: boolean;
  /** The records of the whole file that must be planned. It is then not stale, until a block is put that matters. */
  candidates(): Promise<Candidates>;
  /** Candidates of a block that were read before and have not changed, by their index in it. */
  readonly known: Map<number, ReadonlyMap<number, PendingRecord>>;
}

/** Which records share a user or a unique value, in a file whose records change. */
export function createConflictIndex({ generated: _, ...type }: ImportType, tenant: string): ConflictIndex {
  const blocks: (BlockKeys | undefined)[] = [];
  const known = new Map<number, ReadonlyMap<number, PendingRecord>>();
  let found: Candidates = new Map();
  let hasOtherKeys = false;
  let isStale = false;
  return {
    known,
    collector: () => createKeyCollector(type, tenant),
    put(block, keys) {
      known.delete(block);
      if (!areSameKeys(blocks[block], keys)) hasOtherKeys = true;
      // Fields that are no keys may decide whether a record is applied.
      if (hasOtherKeys || found.has(block)) isStale = true;
      blocks[block] = keys;
    },
    get isStale() {
      return isStale;
    },
    async candidates() {
      isStale = false;
      if (!hasOtherKeys) return found;
      hasOtherKeys = false;
      found = await findCandidates(blocks);
      return found;
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
