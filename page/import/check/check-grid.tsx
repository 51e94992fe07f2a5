import { useId } from 'preact/compat';
import type { CheckSummary, ColumnOfGrid, RecordFilter } from '../../check/protocol.ts';
import { DataGrid } from '../../grid/data-grid.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { EmptyCard } from '../../ui/empty-state.tsx';
import { CellBar } from './cell-bar.tsx';
import { IssueGroups } from './issue-groups.tsx';
import { ReplaceOffer } from './replace-offer.tsx';
import { RowFilters } from './row-filters.tsx';
import { type CheckGridModel, useCheckGrid } from './use-check-grid.ts';
import type { Rows } from './use-rows.ts';

const MOST_VIEW_ROWS = 10;
/** What is offered after a correction covers the last row. */
const LEAST_VIEW_ROWS = 3;

export interface CheckGridProps {
  readonly summary: CheckSummary;
  readonly columns: readonly ColumnOfGrid[];
}

/** The problems of the file, and its rows, which can be corrected. */
export function CheckGrid({ summary, columns }: CheckGridProps) {
  const { check: texts } = useTexts();
  const model = useCheckGrid(summary, columns);
  const { rows, changes } = model;
  // The buttons below stay where they are until the rows are there.
  if (rows === undefined) return <div className="min-h-dvh" />;
  const { filter, count } = rows;
  return (
    <>
      <IssueGroups
        groups={summary.groups}
        shown={filter.kind === 'group' ? filter.group : undefined}
        onShow={model.showGroup}
      />
      <section aria-label={texts.rows} className="flex min-w-0 flex-col gap-3">
        <RowFilters
          filter={filter}
          onChoose={(next) => void model.show(next)}
          canUndo={summary.edits.canUndo}
          canRedo={summary.edits.canRedo}
          onUndo={changes.undo}
          onRedo={changes.redo}
        />
        {count === 0 ? <NoRows filter={filter} /> : <Grid model={model} rows={rows} />}
        <p role="status" className="sr-only">
          {changes.said}
        </p>
      </section>
    </>
  );
}

interface GridProps {
  readonly model: CheckGridModel;
  readonly rows: Rows;
}

function Grid({ model, rows: { selection, cache, count } }: GridProps) {
  const { check: texts } = useTexts();
  const barId = useId();
  const { place, anchor, columns, changes } = model;
  return (
    <>
      <CellBar
        id={barId}
        row={cache.row(place.row)}
        column={place.column}
        columns={columns.all}
        onEdit={model.edit}
        onUse={model.use}
        onRemove={model.remove}
      />
      <div className="relative">
        <DataGrid
          key={selection}
          label={texts.rows}
          describedBy={barId}
          columns={columns.all}
          widths={columns.widths}
          count={count}
          viewRows={count === 1 ? 2 : Math.min(MOST_VIEW_ROWS, Math.max(LEAST_VIEW_ROWS, count))}
          rowAt={cache.row}
          version={model.version}
          onView={cache.want}
          place={place}
          anchor={anchor}
          onPlace={model.onPlace}
          focusRound={model.focusRound}
          editRound={model.editRound}
          onEdit={changes.edit}
          onClear={changes.clear}
          onPaste={(area, text) => void changes.paste(area, text, columns.all.length)}
          onCopy={changes.copy}
          onUndo={changes.undo}
          onRedo={changes.redo}
        />
        {changes.offer !== undefined && (
          <ReplaceOffer offer={changes.offer} onTake={model.takeOffer} onRefuse={model.refuseOffer} />
        )}
      </div>
      <p className="hidden text-xs text-muted sm:block">{texts.keys}</p>
    </>
  );
}

function NoRows({ filter }: { readonly filter: RecordFilter }) {
  const { check: texts } = useTexts();
  const { title, advice } = texts.none[filter.kind];
  return (
    <EmptyCard icon={filter.kind === 'edited' ? 'list' : 'check'} title={title}>
      {advice}
    </EmptyCard>
  );
}
