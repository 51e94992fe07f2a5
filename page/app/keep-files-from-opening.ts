/** A file that is dropped next to a drop zone would replace the page. */
export function keepFilesFromOpening(target: Pick<Window, 'addEventListener'>): void {
  for (const name of ['dragover', 'drop'] as const)
    target.addEventListener(name, (event) => event.preventDefault());
}
