/** What the API shows of imports: its own shapes, so that stored items can change without breaking clients. */
import * as z from 'zod';
import { type Import, ImportIdSchema } from '../contracts/import.ts';
import { ImportStatusSchema } from '../contracts/import-status.ts';
import { IssueGroupsSchema } from '../contracts/issue-groups.ts';
import { CountsSchema } from '../contracts/outcome.ts';
import { PHASES, type Progress } from '../core/lifecycle/progress.ts';

const time = z.iso.datetime();

/** The names under which the files of an import can be fetched, with the key of the same file in an import's item. */
export const FILE_NAMES = {
  results: 'results',
  preview: 'preview',
  errors: 'errors',
  'failed-records': 'failedRecords',
  'unprocessed-records': 'unprocessedRecords',
} as const satisfies Readonly<Record<string, keyof NonNullable<Import['files']>>>;
export type FileName = keyof typeof FILE_NAMES;
export const FileNameSchema = z.enum(Object.keys(FILE_NAMES) as [FileName, ...FileName[]]);

export const ImportSummaryViewSchema = z
  .object({
    id: ImportIdSchema,
    importType: z.string(),
    fileName: z.string(),
    status: ImportStatusSchema,
    attempt: z.int().positive(),
    requestId: z.string().optional(),
    createdAt: time,
    startedAt: time.optional(),
    endedAt: time.optional(),
    counts: CountsSchema.optional(),
  })
  .meta({ id: 'ImportSummary' });
export type ImportSummaryView = z.output<typeof ImportSummaryViewSchema>;

export const ImportViewSchema = ImportSummaryViewSchema.extend({
  /** What it is doing, more exactly than the status. */
  stage: z.enum(PHASES),
  progress: z.object({
    records: z.int().nonnegative().meta({ description: '0 until the file is split into chunks.' }),
    recordsDone: z.int().nonnegative(),
  }),
  queuePosition: z
    .int()
    .positive()
    .optional()
    .meta({ description: '1: this import is processed now or next. Absent when it does not wait.' }),
  reason: z
    .object({ code: z.string(), message: z.string() })
    .optional()
    .meta({ description: 'Why the import was rejected, cancelled or aborted.' }),
  issues: IssueGroupsSchema.optional().meta({ description: 'Errors and warnings, counted by kind.' }),
  confirmation: z
    .object({ expiresAt: time })
    .optional()
    .meta({ description: 'The import waits until then for POST …/confirm or …/cancel.' }),
  files: z.array(z.object({ name: FileNameSchema, bytes: z.int().nonnegative() })),
}).meta({ id: 'Import' });
export type ImportView = z.output<typeof ImportViewSchema>;

export function summaryView(item: Import): ImportSummaryView {
  const { importId: id, importType, fileName, status, attempt, requestId } = item;
  const { createdAt, startedAt, endedAt, counts } = item;
  return { id, importType, fileName, status, attempt, requestId, createdAt, startedAt, endedAt, counts };
}

export function importView(
  item: Import,
  { phase, records, recordsDone }: Progress,
  queuePosition: number | undefined,
): ImportView {
  const { reason, issues, confirmation, files = {}, status } = item;
  return {
    ...summaryView(item),
    stage: phase,
    progress: { records, recordsDone },
    queuePosition,
    reason,
    issues,
    ...(status === 'AWAITING_CONFIRMATION' &&
      confirmation !== undefined && { confirmation: { expiresAt: confirmation.expiresAt } }),
    files: FileNameSchema.options.flatMap((name) => {
      const file = files[FILE_NAMES[name]];
      return file === undefined ? [] : [{ name, bytes: file.size }];
    }),
  };
}
