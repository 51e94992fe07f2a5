const KEPT_MS = 60_000;

/** Offers text that the page has as a download. */
export function saveAs(fileName: string, text: string, type = 'text/plain;charset=utf-8'): void {
  saveFile(new Blob([text], { type }), fileName);
}

/** Offers a file that the page has as a download. */
export function saveFile(file: Blob, fileName: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // A browser may read the file after the click, and asks some people first where to store it.
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
