import type { InspectedFile } from '../../check/protocol.ts';
import { useTexts } from '../../texts/use-texts.ts';

const MAX_ROWS = 12;
const CELL = 'max-w-56 truncate border-b border-line px-3 py-1.5 text-left whitespace-nowrap';

/** The first rows. It scrolls by itself, in both directions. */
export function PreviewTable({ names, rows }: InspectedFile['preview']) {
  const { reading: texts } = useTexts();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it.
    <section tabIndex={0} aria-label={texts.preview} className="h-full overflow-auto">
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead className="sticky top-0 bg-sunken text-xs">
          <tr>
            {names.map((name, at) => (
              <th key={keyOf(at)} scope="col" title={name} className={`${CELL} font-semibold`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MAX_ROWS).map((cells, row) => (
            <tr key={keyOf(row)}>
              {names.map((_, at) => (
                <td key={keyOf(at)} title={cells[at]} className={CELL}>
                  {cells[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Cells and rows have no name of their own, and do not move. */
const keyOf = (index: number) => `at ${index}`;
