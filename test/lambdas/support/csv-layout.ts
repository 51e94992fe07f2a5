import type { FileLayout } from '../../../lambdas/contracts/file-layout.ts';

/** The layout of a CSV file with these columns, for code that reads only the columns. */
export const csvLayout = (...columns: string[]): FileLayout => ({
  format: 'csv',
  delimiter: ',',
  columns,
  width: columns.length,
  headerStart: 0,
  headerEnd: 1,
  offset: 2,
  line: 2,
});
