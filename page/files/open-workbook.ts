import { readBytes } from './read-bytes.ts';
import type { Sheet } from './workbook.ts';
import type { ChosenSheet, WorkbookView } from './workbook-view.ts';

const ZIP_MAGIC = [0x50, 0x4b, 0x03, 0x04];
const SHOWN_ROWS = 20;
const SHOWN_CELLS = 50;

/** A sheet of a workbook, as a CSV file. */
export interface OpenedWorkbook {
  readonly file: Blob;
  /** That of the workbook with `.csv` behind it. */
  readonly fileName: string;
  readonly view: WorkbookView;
}

/** Undefined if the file is no workbook, or cannot be read: then it is judged as any other file. */
export async function openWorkbook(
  file: Blob,
  fileName: string,
  { sheet: chosen = {} }: { readonly sheet?: ChosenSheet | undefined },
): Promise<OpenedWorkbook | undefined> {
  const head = await readBytes(file, 0, ZIP_MAGIC.length);
  if (!ZIP_MAGIC.every((byte, i) => head[i] === byte)) return undefined;
  const workbook = await import('./workbook.ts');
  const sheets = await workbook.readWorkbook(file).catch(() => []);
  // A workbook often begins with a sheet of notes, and has others that are empty.
  const sheet = sheets.find(({ name }) => name === chosen.name) ?? largest(sheets);
  if (sheet === undefined) return undefined;
  const headerRow = chosen.headerRow ?? workbook.guessHeaderRow(sheet);
  return {
    file: workbook.csvOfSheet(sheet, headerRow),
    fileName: `${fileName}.csv`,
    view: {
      sheets: sheets.map(({ name }) => name),
      sheet: sheet.name,
      headerRow,
      firstRows: sheet.rows
        .slice(0, SHOWN_ROWS)
        .map((cells, i) => ({ row: i + 1, cells: cells.slice(0, SHOWN_CELLS) })),
    },
  };
}

function largest(sheets: readonly Sheet[]): Sheet | undefined {
  return sheets.reduce<Sheet | undefined>(
    (best, sheet) => (sheet.rows.length > (best?.rows.length ?? -1) ? sheet : best),
    undefined,
  );
}
