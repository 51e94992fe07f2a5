import type { RecordFilter } from '../../check/protocol.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';

export interface RowFiltersProps {
  readonly filter: RecordFilter;
  readonly onChoose: (filter: RecordFilter) => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

export function RowFilters({ filter, onChoose, canUndo, canRedo, onUndo, onRedo }: RowFiltersProps) {
  const { check: texts } = useTexts();
  const filters: readonly { readonly label: string; readonly filter: RecordFilter }[] = [
    { label: texts.all, filter: { kind: 'all' } },
    { label: texts.onlyBad, filter: { kind: 'bad' } },
    ...(filter.kind === 'group' ? [{ label: texts.onlyGroup, filter }] : []),
    { label: texts.onlyEdited, filter: { kind: 'edited' } },
  ];
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      {/* biome-ignore lint/a11y/useSemanticElements: it is no part of a form. */}
      <div
        role="group"
        aria-label={texts.show}
        className="flex max-w-full gap-1 overflow-x-auto rounded-control bg-sunken p-1"
      >
        {filters.map((one) => (
          <button
            key={one.label}
            type="button"
            aria-pressed={one.filter.kind === filter.kind}
            onClick={() => onChoose(one.filter)}
            className={classes(
              'rounded-control px-3 py-1.5 text-sm font-medium whitespace-nowrap -outline-offset-2',
              one.filter.kind === filter.kind ? 'bg-surface text-ink shadow-sm' : 'text-muted hover:text-ink',
            )}
          >
            {one.label}
          </button>
        ))}
      </div>
      <div className="flex gap-1">
        <Button look="quiet" disabled={!canUndo} onClick={onUndo}>
          {texts.undo}
        </Button>
        <Button look="quiet" disabled={!canRedo} onClick={onRedo}>
          {texts.redo}
        </Button>
      </div>
    </div>
  );
}
