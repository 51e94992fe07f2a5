/** As spreadsheets put cells on the clipboard: TAB between cells, a line break after each row, quotes where a cell has one of them. */
export function clipboardText(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(quoted).join('\t')).join('\r\n');
}

function quoted(text: string): string {
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * The cells of a text from the clipboard. A quote begins a quoted cell only if that cell ends before a TAB, a line break or
 * the end: other programs write texts that begin with a quote as they are.
 */
export function cellsOfClipboard(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let cells: string[] = [];
  let at = 0;
  for (;;) {
    const cell = readQuoted(text, at) ?? readPlain(text, at);
    cells.push(cell.text);
    at = cell.end;
    if (text[at] === '\t') {
      at++;
      continue;
    }
    rows.push(cells);
    cells = [];
    if (at >= text.length) return rows;
    at += text.startsWith('\r\n', at) ? 2 : 1;
    // The line break after the last row.
    if (at >= text.length) return rows;
  }
}

interface Cell {
  readonly text: string;
  readonly end: number;
}

const isBoundary = (text: string, at: number) => at >= text.length || '\t\r\n'.includes(text[at] ?? '');

function readPlain(text: string, from: number): Cell {
  let end = from;
  while (!isBoundary(text, end)) end++;
  return { text: text.slice(from, end), end };
}

function readQuoted(text: string, from: number): Cell | undefined {
  if (text[from] !== '"') return undefined;
  for (let close = text.indexOf('"', from + 1); close !== -1; close = text.indexOf('"', close + 1)) {
    if (text[close + 1] === '"') close++;
    else if (isBoundary(text, close + 1))
      return { text: text.slice(from + 1, close).replaceAll('""', '"'), end: close + 1 };
    else return undefined;
  }
  return undefined;
}
