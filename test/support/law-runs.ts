/** The number of examples of a property: `LAW_FACTOR=20 npm test` tries twenty times as many. */
export function lawRuns(usually: number): { readonly numRuns: number } {
  return { numRuns: usually * Number(process.env.LAW_FACTOR ?? 1) };
}
