const LEAST_PX = 88;
const MOST_PX = 280;
const CHARACTER_PX = 7.6;
/** With the sign of an issue. */
const PADDING_PX = 52;

/** Widths by the longest text of the first rows. They do not change while the grid is scrolled. */
export function columnWidths(
  names: readonly string[],
  rows: readonly (readonly string[])[],
): readonly number[] {
  return names.map((name, i) => {
    const longest = rows.reduce((most, cells) => Math.max(most, cells[i]?.length ?? 0), name.length);
    return Math.round(Math.min(MOST_PX, Math.max(LEAST_PX, longest * CHARACTER_PX + PADDING_PX)));
  });
}

export function columnEnds(widths: readonly number[]): readonly number[] {
  let end = 0;
  return widths.map((width) => (end += width));
}
