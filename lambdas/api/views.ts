/** What the API shows of imports: its own shapes, so that stored items can change without breaking clients. */
import * as z from 'zod';
import { AbortedFileSchema, type Import, ImportIdSchema, ReportedIssueSchema } from '../contracts/import.ts';
import { FINAL_STATUSES, ImportStatusSchema } from '../contracts/import-status.ts';
import { IssueGroupSchema, IssueGroupsSchema } from '../contracts/issue-groups.ts';
import { CountsSchema } from '../contracts/outcome.ts';
import { PHASES } from '../core/lifecycle/progress.ts';
import { ChoicesSchema, choicesView } from './choices-view.ts';
import { MessageSchema } from './message.ts';
import {
  describeStages,
  ProgressSchema,
  progressView,
  type ShownProgress,
  TimingsSchema,
  timingsOf,
} from './progress-view.ts';

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
    tenant: z.string(),
    importType: z.string(),
    fileName: z.string(),
    status: ImportStatusSchema,
    attempt: z.int().positive(),
    requestId: z.string().optional(),
    createdAt: time,
    startedAt: time.optional(),
    endedAt: time.optional(),
    records: z
      .int()
      .nonnegative()
      .optional()
      .meta({ description: 'Records in the file. Absent until the file is split into chunks.' }),
    counts: CountsSchema.optional(),
    upload: z
      .object({
        method: z.enum(['POST', 'PUT']).meta({ description: '`PUT`: in parts, and can be continued.' }),
        bytes: z.int().nonnegative(),
        expiresAt: time,
      })
      .optional()
      .meta({ description: 'Present while the import waits for its file.' }),
    queuePosition: z
      .int()
      .positive()
      .optional()
      .meta({ description: '1: this import is processed now or next. Absent when it does not wait.' }),
  })
  .meta({ id: 'ImportSummary' });
export type ImportSummaryView = z.output<typeof ImportSummaryViewSchema>;

const GroupsViewSchema = IssueGroupsSchema.extend({
  groups: z.array(IssueGroupSchema.extend({ kind: MessageSchema })),
});
const ReportedViewSchema = ReportedIssueSchema.extend({ message: MessageSchema });

export const ImportViewSchema = ImportSummaryViewSchema.extend({
  stage: z.enum(PHASES).meta({ description: describeStages() }),
  progress: ProgressSchema,
  timings: TimingsSchema,
  reason: z
    .object({ code: z.string(), message: MessageSchema })
    .optional()
    .meta({ description: 'Why the import was rejected, cancelled or aborted.' }),
  issues: GroupsViewSchema.optional().meta({
    description:
      'Errors and warnings, counted by kind. While the import runs: those of `progress.recordsDone`, or what the evaluation before it found.',
  }),
  firstErrors: z.array(ReportedViewSchema).optional(),
  firstWarnings: z.array(ReportedViewSchema).optional(),
  format: z.enum(['csv', 'jsonl', 'json']).optional(),
  ignoredColumns: z
    .array(z.string())
    .optional()
    .meta({ description: 'Columns or JSON keys that are no fields. At most about a hundred.' }),
  missingFiles: z
    .array(AbortedFileSchema)
    .optional()
    .meta({ description: 'Files of an incomplete import that could not be written.' }),
  choices: ChoicesSchema.optional().meta({
    description:
      'What was said about the file: `options` and `map` of another import that reads a file in the same way. Absent until the file has arrived.',
  }),
  notes: z
    .array(z.string())
    .optional()
    .meta({ description: 'Recipients that were refused, and e-mails that were withheld.' }),
  confirmation: z
    .object({ expiresAt: time })
    .optional()
    .meta({ description: 'The import waits until then for POST …/confirm or …/cancel.' }),
  files: z.array(
    z.object({
      name: FileNameSchema,
      fileName: z.string().meta({ description: 'Such as `results.csv`.' }),
      bytes: z.int().nonnegative(),
    }),
  ),
}).meta({ id: 'Import' });
export type ImportView = z.output<typeof ImportViewSchema>;

/** @param queue ids of the tenant's imports in order of arrival */
export function summaryView(item: Import, queue: readonly string[]): ImportSummaryView {
  const { importId: id, tenant, importType, fileName, status, attempt, requestId } = item;
  const { createdAt, startedAt, endedAt, split, counts } = item;
  const place = FINAL_STATUSES.has(status) ? -1 : queue.indexOf(id);
  return {
    ...{ id, tenant, importType, fileName, status, attempt, requestId, createdAt, startedAt, endedAt },
    records: split?.records,
    counts,
    upload: waitingUpload(item),
    queuePosition: place < 0 ? undefined : place + 1,
  };
}

/** An upload that was given up waits for nothing. */
function waitingUpload({ status, upload, cancelRequestedAt }: Import): ImportSummaryView['upload'] {
  if (status !== 'AWAITING_UPLOAD' || upload === undefined || cancelRequestedAt !== undefined)
    return undefined;
  const { bytes, expiresAt, multipart } = upload;
  return { method: multipart === undefined ? 'POST' : 'PUT', bytes, expiresAt };
}

export function importView(item: Import, shown: ShownProgress): ImportView {
  const { reason, issues, firstErrors, firstWarnings, missingFiles, confirmation, files = {}, status } = item;
  return {
    ...summaryView(item, shown.queue),
    stage: shown.progress.phase,
    progress: progressView(shown.progress),
    timings: timingsOf(item, shown.chunksBegan),
    reason,
    issues: issues ?? shown.progress.issues,
    ...{ firstErrors, firstWarnings, missingFiles },
    format: item.layout?.format,
    ignoredColumns: item.unknownColumns,
    choices: item.source === undefined ? undefined : choicesView(item),
    notes: item.mailNotes,
    ...(status === 'AWAITING_CONFIRMATION' &&
      confirmation !== undefined && { confirmation: { expiresAt: confirmation.expiresAt } }),
    files: FileNameSchema.options.flatMap((name) => {
      const file = files[FILE_NAMES[name]];
      return file === undefined ? [] : [{ name, fileName: lastPart(file.key), bytes: file.size }];
    }),
  };
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
