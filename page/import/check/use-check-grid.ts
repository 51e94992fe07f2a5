import { useCallback, useEffect, useState } from 'preact/compat';
import type { CheckSummary, ColumnOfGrid, IssueGroup, RecordFilter } from '../../check/protocol.ts';
import { firstIssueColumn } from '../../grid/grid-model.ts';
import type { Place } from '../../grid/moves.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { fileCheck } from '../open-check.ts';
import { useChanges } from './use-changes.ts';
import { useColumns } from './use-columns.ts';
import { useRows } from './use-rows.ts';

const START: Place = { row: 0, column: 0 };

export type CheckGridModel = ReturnType<typeof useCheckGrid>;

/** Which rows are shown, where the focus is, and what changes them. */
export function useCheckGrid(summary: CheckSummary, ofFile: readonly ColumnOfGrid[]) {
  const { check: texts } = useTexts();
  const { rows, version, choose } = useRows();
  const [corners, setCorners] = useState({ place: START, anchor: START });
  const [focusRound, setFocusRound] = useState(0);
  const [editRound, setEditRound] = useState(0);
  const onPlace = useCallback((place: Place, anchor: Place) => setCorners({ place, anchor }), []);
  const changes = useChanges(rows, (record) => void goToRecord(record));
  const columns = useColumns(ofFile, rows);
  const { place } = corners;

  function goTo(to: Place): void {
    onPlace(to, to);
    setFocusRound((before) => before + 1);
  }

  async function goToRecord(record: number): Promise<void> {
    if (rows === undefined) return;
    const { index } = await fileCheck.ask('find', { selection: rows.selection, record });
    if (index !== -1) goTo({ row: index, column: place.column });
  }

  /** Without a column, the focus is on the first problem of the first row. */
  async function show(filter: RecordFilter, column?: number): Promise<void> {
    const shown = await choose(filter);
    if (shown === undefined) return;
    const [first] = shown.first;
    const start = { row: 0, column: column ?? (first && firstIssueColumn(first)) ?? 0 };
    onPlace(start, start);
    changes.say(texts.said.shown(shown.count));
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: later filters are chosen by the person.
  useEffect(() => {
    void show({ kind: summary.bad > 0 ? 'bad' : 'all' }).catch(() => undefined);
  }, []);

  return {
    rows,
    version,
    columns,
    changes,
    ...corners,
    focusRound,
    editRound,
    onPlace,
    show,
    showGroup({ id, field }: IssueGroup) {
      const column = ofFile.findIndex((one) => one.name === field || one.field === field);
      void show({ kind: 'group', group: id }, column === -1 ? undefined : column);
    },
    edit: () => setEditRound((before) => before + 1),
    /** Writes the text into the cell with the focus. */
    use(text: string) {
      void changes.edit(place, text, false);
      goTo(place);
    },
    remove() {
      const row = rows?.cache.row(place.row);
      if (row !== undefined) void changes.remove(row.record);
      goTo(place);
    },
    takeOffer() {
      if (changes.offer !== undefined) void changes.replaceAll(changes.offer);
      goTo(place);
    },
    refuseOffer() {
      changes.forgetOffer();
      goTo(place);
    },
  };
}
