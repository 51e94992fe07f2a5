/** Says on stderr what stopped a command: stdout is the result's. */
export function tellError(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}
