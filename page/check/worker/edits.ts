import type { RecordSlice } from '../../../lambdas/core/records/record.ts';
import type { CellEdit } from '../protocol.ts';
import type { RecordCodec } from './record-codec.ts';

/** One step that can be undone. */
export type Edit =
  | { readonly kind: 'cells'; readonly cells: ReadonlyMap<number, ReadonlyMap<number, string>> }
  | { readonly kind: 'replace'; readonly column: number; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly records: ReadonlySet<number> };

/** An edit, and the blocks that have records which it changes. */
export interface EditStep {
  readonly edit: Edit;
  readonly blocks: readonly number[];
  /** How many records it changes. */
  readonly records: number;
  readonly firstRecord: number | undefined;
}

/** The edits of a file, in order. A replacement is kept as a rule, so that it takes no memory for each record. */
export interface Edits {
  push(step: EditStep): void;
  /** The step that is undone, or done again. */
  undo(): EditStep | undefined;
  redo(): EditStep | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly steps: readonly EditStep[];
  isRemoved(record: number): boolean;
  readonly removedRecords: number;
  /** The record as it is with the edits. The same slice if they do not change it. */
  apply(slice: RecordSlice): RecordSlice;
  /** Whether a record of these may be changed; false is always right. */
  mayChange(firstRecord: number, records: number): boolean;
}

export function cellsEdit(cells: readonly CellEdit[]): Edit {
  const byRecord = new Map<number, Map<number, string>>();
  for (const { record, column, value } of cells) {
    const ofRecord = byRecord.get(record) ?? new Map<number, string>();
    byRecord.set(record, ofRecord.set(column, value));
  }
  return { kind: 'cells', cells: byRecord };
}

/** Whether the edit may change this record; true is always right. */
export function mayChangeRecord(edit: Edit, record: number): boolean {
  return edit.kind === 'replace' || (edit.kind === 'cells' ? edit.cells : edit.records).has(record);
}

/** The record after one edit; the same slice if it is not changed. */
export function applyEdit(edit: Edit, slice: RecordSlice, codec: RecordCodec): RecordSlice {
  if (edit.kind === 'remove') return slice;
  const changes =
    edit.kind === 'cells' ? edit.cells.get(slice.recordNumber) : replacement(edit, slice, codec);
  return changes === undefined || changes.size === 0 ? slice : codec.write(slice, changes);
}

function replacement(
  { column, from, to }: Edit & { readonly kind: 'replace' },
  slice: RecordSlice,
  codec: RecordCodec,
): ReadonlyMap<number, string> | undefined {
  const { cells, isMalformed } = codec.texts(slice);
  return !isMalformed && cells[column] === from ? new Map([[column, to]]) : undefined;
}

export function createEdits(codec: RecordCodec): Edits {
  const done: EditStep[] = [];
  const undone: EditStep[] = [];
  /** For each record that has edits of its own, their indexes in `done`. */
  let own = new Map<number, number[]>();
  let removed = new Set<number>();
  /** For each replacement, its index in `done`, and whether a record may have the text that it replaces. */
  let rules = new Map<number, (slice: RecordSlice) => boolean>();

  function index(step: EditStep, at: number): void {
    const { edit } = step;
    if (edit.kind === 'remove') removed = removed.union(edit.records);
    else if (edit.kind === 'replace') rules.set(at, codec.mayHave(edit.from));
    else for (const record of edit.cells.keys()) own.set(record, [...(own.get(record) ?? []), at]);
  }

  function reindex(): void {
    own = new Map();
    removed = new Set();
    rules = new Map();
    for (const [at, step] of done.entries()) index(step, at);
  }

  return {
    push(step) {
      done.push(step);
      undone.length = 0;
      index(step, done.length - 1);
    },
    undo() {
      const step = done.pop();
      if (step === undefined) return undefined;
      undone.push(step);
      reindex();
      return step;
    },
    redo() {
      const step = undone.pop();
      if (step === undefined) return undefined;
      done.push(step);
      index(step, done.length - 1);
      return step;
    },
    get canUndo() {
      return done.length > 0;
    },
    get canRedo() {
      return undone.length > 0;
    },
    steps: done,
    isRemoved: (record) => removed.has(record),
    get removedRecords() {
      return removed.size;
    },
    apply(slice) {
      const cells = own.get(slice.recordNumber);
      if (cells === undefined && rules.size === 0) return slice;
      const order = cells === undefined ? rules.keys() : [...cells, ...rules.keys()].sort((a, b) => a - b);
      let edited = slice;
      for (const at of order) {
        const step = done[at];
        // A rule also applies to what an earlier edit has written. Most records are not divided into cells for it.
        if (step !== undefined && rules.get(at)?.(edited) !== false)
          edited = applyEdit(step.edit, edited, codec);
      }
      return edited;
    },
    mayChange: (firstRecord, records) => mayChange(done, firstRecord, records),
  };
}

function mayChange(done: readonly EditStep[], firstRecord: number, records: number): boolean {
  return done.some(({ edit }) => {
    if (edit.kind === 'replace') return true;
    const keys = edit.kind === 'cells' ? edit.cells.keys() : edit.records.keys();
    return keys.some((record) => record >= firstRecord && record < firstRecord + records);
  });
}
