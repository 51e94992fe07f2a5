/** How many examples a law is tried on; `LAW_FACTOR=20 npm test` tries more than a hurried run can. */
export function lawRuns(usually: number): { readonly numRuns: number } {
  return { numRuns: usually * Number(process.env.LAW_FACTOR ?? 1) };
}
