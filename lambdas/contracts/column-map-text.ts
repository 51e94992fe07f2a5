/** Instead of a field: the column is left out. */
export const LEFT_OUT = '-';

/** Characters. All metadata of an object may take 2 KB. */
export const MAX_MAP_TEXT = 1536;

/**
 * A column map as metadata, which is ASCII: encoded as a form is, `First+Name=firstName&Stra%C3%9Fe=-`. Every language has
 * a function for it.
 */
export function columnMapText(map: readonly (readonly [column: string, field: string])[]): string {
  return new URLSearchParams(map.map(([column, field]): [string, string] => [column, field])).toString();
}
