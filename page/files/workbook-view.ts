/** Which sheet of a workbook is read, and on which of its rows (from 1) the names of the columns are. */
export interface ChosenSheet {
  readonly name?: string | undefined;
  readonly headerRow?: number | undefined;
}

/** What a person needs to see of a workbook to choose another sheet. */
export interface WorkbookView {
  readonly sheets: readonly string[];
  readonly sheet: string;
  /** Row of the sheet, from 1. */
  readonly headerRow: number;
  /** The first rows as they are in the sheet, so that another header row can be chosen. */
  readonly firstRows: FirstRows;
}

export type FirstRows = readonly { readonly row: number; readonly cells: readonly string[] }[];
