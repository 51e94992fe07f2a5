import type { AskOf, ReplyOf, RequestKind } from '../protocol.ts';
import type { CheckRun } from './check-run.ts';
import type { CheckedFile } from './checked-file.ts';
import { cellsEdit, type Edit, type EditStep, mayChangeRecord } from './edits.ts';
import { exportFile } from './export-file.ts';
import { frequentValues } from './frequent-values.ts';
import { makeEdit } from './make-edit.ts';
import { readRows } from './read-rows.ts';
import { type Selection, select } from './selections.ts';

/** More rows in one answer are not needed for a screen. */
const MAX_ROWS = 1000;

export type Handlers<K extends RequestKind> = {
  readonly [L in K]: (ask: AskOf<L>) => Promise<ReplyOf<L>>;
};

/** Answers the requests about a file that is checked, or is being checked. */
export function createChecking(
  checked: CheckedFile,
  run: CheckRun,
  fileName: string,
): Handlers<Exclude<RequestKind, 'open' | 'choose' | 'check' | 'close'>> {
  const selections: Selection[] = [];
  const inOrder = createQueue();

  function selectionOf(id: number): Selection {
    const selection = selections[id];
    if (selection === undefined) throw new Error(`there is no selection ${id}`);
    return selection;
  }

  return {
    ...createEditing(checked, run, inOrder),
    summary: async () => run.summary(),
    async select({ filter }) {
      const selection = await select(checked, filter);
      selections.push(selection);
      return { selection: selections.length - 1, count: selection.count };
    },
    async rows({ selection, from, count }) {
      const { at, count: all } = selectionOf(selection);
      const wanted = Math.max(0, Math.min(count, MAX_ROWS, all - from));
      const records = Array.from({ length: wanted }, (_, i) => at(from + i));
      return { rows: await readRows(checked, records) };
    },
    find: async ({ selection, record }) => ({ index: selectionOf(selection).indexOf(record) }),
    values: ({ group, column }) => frequentValues(checked, group, column),
    // With all edits that were asked for before.
    export: ({ records }) =>
      inOrder(async () => ({ ...(await exportFile(checked, records)), fileName: sentName(fileName) })),
  };
}

type Queue = ReturnType<typeof createQueue>;

/** Runs tasks one after another, in the order in which they were asked for. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(task: () => Promise<T>): Promise<T> => {
    const next = last.then(task);
    last = next.catch(() => undefined);
    return next;
  };
}

function createEditing(
  checked: CheckedFile,
  run: CheckRun,
  inOrder: Queue,
): Handlers<'edit' | 'replace' | 'remove' | 'undo' | 'redo'> {
  async function make(edit: Edit): Promise<ReplyOf<'edit'>> {
    const step = await makeEdit(checked, edit);
    if (step !== undefined) checked.edits.push(step);
    return changed(step);
  }

  async function changed(step: EditStep | undefined): Promise<ReplyOf<'edit'>> {
    const blocks = (step?.blocks ?? []).flatMap((index) => checked.blocks[index] ?? []);
    if (step !== undefined && blocks.length > 0)
      await run.again(blocks, (record) => mayChangeRecord(step.edit, record));
    const { records = 0, firstRecord } = step ?? {};
    return { records, ...(firstRecord !== undefined && { firstRecord }), summary: run.summary() };
  }

  return {
    edit: ({ cells }) => inOrder(() => make(cellsEdit(cells))),
    replace: ({ column, from, to }) => inOrder(() => make({ kind: 'replace', column, from, to })),
    remove: ({ records }) => inOrder(() => make({ kind: 'remove', records: new Set(records) })),
    undo: () => inOrder(() => changed(checked.edits.undo())),
    redo: () => inOrder(() => changed(checked.edits.redo())),
  };
}

/** An export is not compressed. */
function sentName(fileName: string): string {
  return fileName.replace(/\.gz$/i, '');
}
