import type { ImportSummaryView, ImportView, RollcallClient } from '../../client/rollcall-client.ts';

export type ImportStatus = ImportView['status'];
export type ImportCounts = NonNullable<ImportView['counts']>;
export type ImportFile = ImportView['files'][number];
export type ImportSummary = ImportSummaryView;
export type ImportTypeSummary = Awaited<ReturnType<RollcallClient['listImportTypes']>>['importTypes'][number];
