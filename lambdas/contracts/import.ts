import * as z from 'zod';
import { FeedPairSchema } from './feed-pair.ts';
import { ConversionSchema } from './file-encoding.ts';
import { FileLayoutSchema, type ObjectReference, ObjectReferenceSchema } from './file-layout.ts';
import { IgnoredMembersSchema } from './ignored-members.ts';
import { ImportOptionsSchema, TenantSchema } from './import-options.ts';
import { ImportStatusSchema } from './import-status.ts';
import { IssueGroupsSchema } from './issue-groups.ts';
import { CountsSchema } from './outcome.ts';
import { SettingsSnapshotSchema } from './tenant-settings.ts';

export const ImportIdSchema = z
  .string()
  .regex(/^imp_[0-9a-z]{26}$/, 'an import id looks like imp_01kakr5e3h…');

const timestamp = z.iso.datetime();

/** The only key of the index `unfinished`, which holds the imports that still have something to do. */
export const UNFINISHED = 'yes';

/** A finished file of an import, in the results bucket. */
export const ImportFileSchema = z.object({
  key: z.string(),
  /** Bytes. */
  size: z.number().int().nonnegative(),
});
export type ImportFile = z.infer<typeof ImportFileSchema>;

/** An error or warning, short enough for e-mail and summary. */
export const ReportedIssueSchema = z.object({
  /** 0: the file as a whole. */
  recordNumber: z.number().int(),
  line: z.number().int().optional(),
  message: z.string(),
});
export type ReportedIssue = z.infer<typeof ReportedIssueSchema>;

/** An e-mail that must go out once. */
const MailStateSchema = z.object({
  /** `WITHHELD`: it is not sent, because the tenant had its e-mails of the day. */
  status: z.enum(['SENDING', 'SENT', 'WITHHELD']),
  at: timestamp,
  messageId: z.string().optional(),
});

/** True when the e-mail needs no further work. */
export function isMailSettled(mail: z.infer<typeof MailStateSchema> | undefined): boolean {
  return mail?.status === 'SENT' || mail?.status === 'WITHHELD';
}

export const ImportFilesSchema = z.object({
  results: ImportFileSchema.optional(),
  /** What an evaluation found: what the import would do, record by record. */
  preview: ImportFileSchema.optional(),
  errors: ImportFileSchema.optional(),
  failedRecords: ImportFileSchema.optional(),
  /** The records that an incomplete import did not process, in a file that can be imported. */
  unprocessedRecords: ImportFileSchema.optional(),
});
export type ImportFiles = z.infer<typeof ImportFilesSchema>;

/** The files of an incomplete import (INCOMPLETE_STATUSES): those about the processed records, and the unprocessed records. */
export const AbortedFileSchema = z.enum(['results', 'unprocessedRecords']);
export type AbortedFile = z.infer<typeof AbortedFileSchema>;

/** The last error of a chunk, for operators: ids and our own texts, no values of a file. */
export const ChunkFailureSchema = z.object({
  error: z.string(),
  cause: z.string(),
  chunk: z.number().int(),
  phase: z.enum(['import', 'evaluation']),
  /** Whether the error is not retried. */
  isFinal: z.boolean(),
});
export type ChunkFailure = z.infer<typeof ChunkFailureSchema>;

/** A bearer of the API, by ids that are no secrets. `person` is the id in the company's own system. */
const CreatorSchema = z.object({
  kind: z.enum(['api-key', 'session']),
  id: z.string(),
  person: z.string().optional(),
});

/** One import, as kept under its id in the imports table. */
export const ImportSchema = z.object({
  importId: ImportIdSchema,
  tenant: TenantSchema,
  /** The import type that was asked for, or `auto`: InspectFile replaces it with what it recognised. */
  importType: z.string(),
  /** The last part of the object key: what the sender called the file. */
  fileName: z.string(),
  status: ImportStatusSchema,
  /** How often the status has changed, its creation included: the write that changes the status counts it. */
  statusSequence: z.number().int().positive().optional(),
  /** The uploaded object; for a pair its data file. Absent while an import of the API waits for its upload. */
  source: ObjectReferenceSchema.optional(),
  /** Of an import that the API has created: where its file is expected, and until when. */
  upload: z
    .object({
      bucket: z.string(),
      key: z.string(),
      bytes: z.number().int().nonnegative(),
      expiresAt: timestamp,
      /** Of a file that is uploaded in parts. */
      multipart: z.object({ uploadId: z.string(), partBytes: z.number().int().positive() }).optional(),
      /** Of a pair: the header file. The other fields are about the data file. */
      header: z.object({ key: z.string(), bytes: z.number().int().nonnegative() }).optional(),
    })
    .optional(),
  /** The bearer of the API that created it. Absent for a file that was uploaded without the API. */
  createdBy: CreatorSchema.optional(),
  options: ImportOptionsSchema,
  /** The tenant's last import before this one whose file had the same content. */
  sameContentAs: ImportIdSchema.optional(),
  requestId: z.string().optional(),
  /** What is wrong with the upload's metadata. StartImport finds it, and InspectFile rejects the import for it. */
  /** The limit of open imports that the tenant had reached when the file was uploaded: InspectFile rejects the file. */
  overLimit: z.number().int().positive().optional(),
  metadataProblem: z.string().optional(),
  /** 1 for the first run, one more for each resumption. */
  attempt: z.number().int().positive().default(1),
  /** Its place among the tenant's imports: the time of the upload, or of the request to resume it. Sorts as text. */
  arrival: z.string().default(''),
  /** The execution of this attempt, which may not have started yet. */
  executionArn: z.string().default(''),
  /** Set until the import has a final status and its e-mail was sent: the sweep finds the import by it. */
  unfinished: z.literal(UNFINISHED).optional(),
  cancelRequestedAt: timestamp.optional(),
  /** Days for which the stage keeps uploads, results and items. The tenant's settings may have fewer. */
  retentionDays: z.number().int().positive().optional(),
  /** The tenant's settings at the time of the inspection: later changes do not affect this import. */
  settings: SettingsSnapshotSchema.optional(),
  /** The upload's `rollcall-parameters` as they were sent: InspectFile reads them, and can reject the file for them. */
  parametersText: z.string().optional(),
  /** What came with the file that its type needs to read it, such as the header file of a feed. */
  parameters: z.unknown().optional(),
  /** The two files of which the import is made, where its type comes in pairs; `source` is then the data file. */
  feed: FeedPairSchema.optional(),
  /** For a pair: the attempt that got its turn. It is completed, even if a later pair arrives. */
  begunAttempt: z.number().int().positive().optional(),
  /** The bytes that the chunks range over: the source itself, or its copy, decompressed and in UTF-8. */
  content: ObjectReferenceSchema.optional(),
  /** How SplitFile converts the file before it is read; absent if it is in UTF-8. */
  conversion: ConversionSchema.optional(),
  /** Positions refer to the content: to what the conversion gives. */
  layout: FileLayoutSchema.optional(),
  /** Columns (JSON: keys of records, once the results are collected) that are no fields; reported, never silently dropped. */
  unknownColumns: z.array(z.string()).optional(),
  /** What the splitter counted. */
  split: z
    .object({
      records: z.number().int(),
      chunks: z.number().int(),
      /** Chunks with deferred records. */
      deferredChunks: z.number().int().optional(),
      manifestKey: z.string(),
      /** Of a JSON object with the array of records; reported, never silently dropped. */
      ignoredMembers: IgnoredMembersSchema.optional(),
    })
    .optional(),
  /**
   * How far the results of an attempt, or of its evaluation, are collected, if one invocation was not sufficient: the key
   * of the object with the details (CollectedSchema). `aborted`: the files of an attempt that did not complete
   * (AbortedProgressSchema).
   */
  collecting: z
    .object({
      attempt: z.number().int().positive(),
      file: z.enum(['results', 'preview', 'aborted']),
      key: z.string(),
    })
    .optional(),
  counts: CountsSchema.optional(),
  files: ImportFilesSchema.optional(),
  /** Of an incomplete import: the files that could not be written, or are not written yet. */
  missingFiles: z.array(AbortedFileSchema).optional(),
  /** The first errors, for the e-mail and the summary. */
  firstErrors: z.array(ReportedIssueSchema).optional(),
  /** The first warnings, those about the file as a whole before those about its records. */
  firstWarnings: z.array(ReportedIssueSchema).optional(),
  /** All errors and warnings, counted by kind. */
  issues: IssueGroupsSchema.optional(),
  /** Why the import was not completed, for the sender to read. */
  reason: z.object({ code: z.string(), message: z.string() }).optional(),
  /** Why a chunk failed: the error of the Map says only that a child failed. */
  failure: ChunkFailureSchema.optional(),
  /** The state of the evaluation before the import; absent if there is none. A resumed import does not repeat a passed one. */
  evaluation: z.enum(['PENDING', 'PASSED']).optional(),
  /** Until when the sender may confirm, the task token of the waiting state, and which try of the state wrote it. */
  confirmation: z
    .object({
      expiresAt: timestamp,
      token: z.string().optional(),
      retry: z.number().int().nonnegative().optional(),
      confirmedAt: timestamp.optional(),
    })
    .optional(),
  /** The e-mail that asks for the confirmation. */
  question: MailStateSchema.optional(),
  notification: MailStateSchema.optional(),
  /** Recipients that were refused, and e-mails that were withheld: sentences for the tenant. */
  mailNotes: z.array(z.string()).optional(),
  createdAt: timestamp,
  updatedAt: timestamp,
  /** Of an import that the API has created: when its file had arrived. */
  uploadedAt: timestamp.optional(),
  inspectedAt: timestamp.optional(),
  splitAt: timestamp.optional(),
  evaluatedAt: timestamp.optional(),
  startedAt: timestamp.optional(),
  collectingStartedAt: timestamp.optional(),
  endedAt: timestamp.optional(),
});
export type Import = z.infer<typeof ImportSchema>;

/** An import whose file was uploaded. */
export type UploadedImport = Import & { readonly source: ObjectReference };
