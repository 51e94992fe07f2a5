/** Sorts columns by family, and by name within a family; columns without a family come first. */
export function sortColumns(columns: Iterable<string>, families: readonly string[] = []): readonly string[] {
  const rank = (column: string): number => families.findIndex((prefix) => column.startsWith(prefix));
  return [...columns].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
