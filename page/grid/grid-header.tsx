import type { ColumnOfGrid } from '../check/protocol.ts';
import { useTexts } from '../texts/use-texts.ts';
import { HEADER_PX, NUMBERS_PX } from './use-view.ts';

interface GridHeaderProps {
  readonly columns: readonly ColumnOfGrid[];
  readonly shown: readonly number[];
  readonly ends: readonly number[];
}

/** The names as the file has them, and the fields if they differ. */
export function GridHeader({ columns, shown, ends }: GridHeaderProps) {
  const { check: texts } = useTexts();
  const noteOn = ({ name, field }: ColumnOfGrid) => {
    if (field === undefined) return name === '' ? '' : texts.notImported;
    return field === name ? '' : field;
  };
  return (
    <div role="rowgroup" className="sticky top-0 z-[3]">
      <div
        role="row"
        aria-rowindex={1}
        style={{ height: HEADER_PX, width: NUMBERS_PX + (ends.at(-1) ?? 0) }}
        className="relative bg-sunken text-xs font-medium text-muted"
      >
        <div
          role="columnheader"
          aria-colindex={1}
          style={{ width: NUMBERS_PX }}
          className="sticky left-0 z-[1] flex h-full items-center justify-end border-r border-b border-line bg-sunken px-3"
        >
          {texts.row}
        </div>
        {shown.map((index) => {
          const column = columns[index] ?? { name: '' };
          const left = ends[index - 1] ?? 0;
          const note = noteOn(column);
          return (
            <div
              key={index}
              role="columnheader"
              aria-colindex={index + 2}
              title={column.name}
              style={{ left: NUMBERS_PX + left, width: (ends[index] ?? 0) - left }}
              className="absolute inset-y-0 flex flex-col justify-center border-r border-b border-line px-3"
            >
              <span className="truncate text-ink">{column.name || texts.extra}</span>
              {note !== '' && <span className="truncate font-normal">{note}</span>}
            </div>
          );
        })}
      </div>
    </div>
  );
}
