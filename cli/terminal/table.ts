const GAP = '  ';
/** A longer cell is cut, so that one long value does not hide the other columns. */
const MAX_CELL = 40;

/**
 * Aligns columns. Columns that do not fit into the width are omitted, the last ones first.
 * @param width characters; Infinity when stdout is not a terminal
 */
export function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): { readonly text: string; readonly omitted: readonly string[] } {
  const max = Number.isFinite(width) ? MAX_CELL : Number.POSITIVE_INFINITY;
  const lines = [columns, ...rows].map((cells) => cells.map((cell) => cut(cell, max)));
  const widths = columns.map((_, i) => Math.max(...lines.map((cells) => [...(cells[i] ?? '')].length)));
  let shown = 0;
  let used = -GAP.length;
  for (const one of widths) {
    used += GAP.length + one;
    if (used > width && shown > 0) break;
    shown += 1;
  }
  const text = lines.map((cells) =>
    cells
      .slice(0, shown)
      .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - [...cell].length))
      .join(GAP)
      .trimEnd(),
  );
  return { text: `${text.join('\n')}\n`, omitted: columns.slice(shown) };
}

function cut(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}
