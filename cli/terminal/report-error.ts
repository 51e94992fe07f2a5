/** Writes what stopped a command to stderr: stdout is for results. */
export function reportError(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}
