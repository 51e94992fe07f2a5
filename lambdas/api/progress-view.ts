import * as z from 'zod';
import type { Import } from '../contracts/import.ts';
import type { Phase, Progress } from '../core/lifecycle/progress.ts';
import type { ChunkPhase } from '../core/naming/item-keys.ts';

const STAGES: Readonly<Record<Phase, string>> = {
  uploading: 'waits for its file',
  inspecting: 'waits to be begun, or its first bytes are read',
  splitting: 'the file is divided into chunks',
  evaluating: 'what the records would change is determined; nothing is written',
  confirming: 'waits for POST …/confirm or …/cancel',
  waiting: 'waits for earlier imports of the tenant',
  importing: 'users are written',
  collecting: 'the files of the results are written',
  cancelling: 'was cancelled, and ends',
  notifying: 'has ended; its e-mail is being sent',
  ended: 'has ended, and its e-mail was sent',
};

export function describeStages(): string {
  const stages = Object.entries(STAGES).map(([name, text]) => `\`${name}\`: ${text}.`);
  return `What the import is doing, more exactly than its status. ${stages.join(' ')}`;
}

export const ProgressSchema = z.object({
  records: z.int().nonnegative().meta({ description: '0 until the file is split into chunks.' }),
  recordsDone: z
    .int()
    .nonnegative()
    .meta({ description: 'Grows chunk by chunk. Begins at 0 again after an evaluation.' }),
  recordsFailed: z.int().nonnegative().optional().meta({ description: 'Of `recordsDone`, while it runs.' }),
  warnings: z.int().nonnegative().optional().meta({ description: 'So far, while it runs.' }),
  chunksRunning: z.int().nonnegative().optional().meta({ description: 'Chunks in progress.' }),
  recordsPerSecond: z
    .number()
    .nonnegative()
    .optional()
    .meta({ description: 'Of this stage and attempt so far. Absent until a chunk is done.' }),
  secondsLeft: z
    .int()
    .nonnegative()
    .optional()
    .meta({ description: 'An estimate for this stage, by the rate so far. Absent if it cannot be known.' }),
});

const time = z.iso.datetime().optional();

export const TimingsSchema = z
  .object({
    createdAt: z.iso.datetime(),
    uploadedAt: time.meta({ description: 'The file had arrived.' }),
    startedAt: time.meta({ description: 'The inspection began.' }),
    inspectedAt: time.meta({ description: 'The inspection ended, and the splitting began.' }),
    splitAt: time.meta({ description: 'The file was split into chunks.' }),
    evaluationStartedAt: time.meta({ description: 'The first chunk began to be evaluated.' }),
    evaluatedAt: time.meta({ description: 'The result of the evaluation was known.' }),
    confirmedAt: time,
    importStartedAt: time.meta({ description: 'The first chunk began to be imported.' }),
    collectingStartedAt: time.meta({ description: 'The files of the results began to be written.' }),
    endedAt: time.meta({ description: 'The import ended, and its e-mail began to be sent.' }),
    notifiedAt: time.meta({ description: 'The e-mail was sent.' }),
  })
  .meta({
    id: 'ImportTimings',
    description:
      'A resumed import repeats only the steps that are needed. `startedAt` is the time of the first attempt. The others are of the last run of each step, so that they need not be in order.',
  });

/** What is shown of an import besides its item. */
export interface ShownProgress {
  readonly progress: Progress;
  /** Ids of the tenant's imports in order of arrival. */
  readonly queue: readonly string[];
  readonly chunksBegan: Readonly<Record<ChunkPhase, string | undefined>>;
}

export function progressView({ phase, issues: _, ...progress }: Progress): z.input<typeof ProgressSchema> {
  const { records, recordsDone, recordsPerSecond: rate } = progress;
  if ((phase !== 'importing' && phase !== 'evaluating') || rate === undefined) {
    const { recordsPerSecond: __, ...counts } = progress;
    return counts;
  }
  return {
    ...progress,
    recordsPerSecond: Math.round(rate * 10) / 10,
    secondsLeft: Math.ceil((records - recordsDone) / rate),
  };
}

export function timingsOf(
  {
    createdAt,
    upload,
    uploadedAt,
    startedAt,
    inspectedAt,
    splitAt,
    evaluatedAt,
    confirmation,
    collectingStartedAt,
    endedAt,
    notification,
  }: Import,
  chunksBegan: ShownProgress['chunksBegan'],
): z.input<typeof TimingsSchema> {
  return {
    createdAt,
    // Without the API, the upload creates the import.
    uploadedAt: upload === undefined ? createdAt : uploadedAt,
    ...{ startedAt, inspectedAt, splitAt, evaluatedAt, collectingStartedAt, endedAt },
    notifiedAt: notification?.status === 'SENT' ? notification.at : undefined,
    evaluationStartedAt: chunksBegan.evaluation,
    confirmedAt: confirmation?.confirmedAt,
    importStartedAt: chunksBegan.import,
  };
}
