import * as z from 'zod';

const OPEN = ['AWAITING_UPLOAD', 'QUEUED', 'RUNNING', 'AWAITING_CONFIRMATION'] as const;
const FINAL = [
  'COMPLETED',
  'COMPLETED_WITH_ERRORS',
  'EVALUATED',
  'REJECTED',
  'CANCELLED',
  'EXPIRED',
  'SUPERSEDED',
  'STOPPED',
  'ABORTED',
] as const;
const RESUMABLE = ['CANCELLED', 'STOPPED', 'ABORTED'] as const;
const INCOMPLETE = [...RESUMABLE, 'SUPERSEDED'] as const;

export const ImportStatusSchema = z.enum([...OPEN, ...FINAL]);
export type ImportStatus = z.infer<typeof ImportStatusSchema>;

export const FinalStatusSchema = z.enum(FINAL);
export type FinalStatus = z.infer<typeof FinalStatusSchema>;

/** The statuses in which an import stays, unless it is resumed. */
export const FINAL_STATUSES: ReadonlySet<ImportStatus> = new Set(FINAL);

/** The final statuses from which an import can be resumed: its file may be right, but not every record was processed. */
export const RESUMABLE_STATUSES: ReadonlySet<ImportStatus> = new Set(RESUMABLE);

/** The final statuses in which records may be unprocessed: counts and files are those of a part of the file. */
export const INCOMPLETE_STATUSES: ReadonlySet<ImportStatus> = new Set(INCOMPLETE);

/** What must hold for a change besides the status, compared with what the writer has read. */
export type Guard =
  /** The import is at the writer's attempt: it was not resumed since. */
  | 'same-attempt'
  /** Of a pair of feed files: the attempt has not come to its turn. */
  | 'turn-not-begun'
  /** Of a pair: its files are those that the writer has read. */
  | 'same-revision'
  | 'not-cancelled'
  /** The confirmation is asked for with the writer's task token. */
  | 'same-token'
  | 'not-confirmed'
  /** No later try of the state AwaitConfirmation has written its task token. */
  | 'no-later-try'
  /** No other invocation has collected further since. */
  | 'same-collection'
  /** The evaluation before the import has not been passed. */
  | 'evaluation-pending';

export interface ImportChangeRule {
  readonly from: readonly ImportStatus[];
  /** Absent: the status stays. */
  readonly to?: readonly ImportStatus[];
  readonly guards: readonly Guard[];
}

/**
 * Every change of an import that depends on its status, feeds included: from which statuses, to which, under which
 * guards. The conditional writes of adapters/ are made from this table, and docs/architecture.md is compared with it.
 * A change that is not allowed has no effect: another invocation was first, or the import was resumed.
 */
export const IMPORT_CHANGES = {
  /** Of a pair of feed files: takes in another file, completes the pair, or gives it up. */
  advancePair: {
    from: ['AWAITING_UPLOAD'],
    to: ['AWAITING_UPLOAD', 'QUEUED', 'EXPIRED'],
    guards: ['same-revision', 'not-cancelled'],
  },
  /** The file of an import that the API has created was uploaded. */
  receive: { from: ['AWAITING_UPLOAD'], to: ['QUEUED'], guards: ['same-attempt', 'not-cancelled'] },
  /** The file of an import that the API has created was not uploaded in time. */
  abandon: { from: ['AWAITING_UPLOAD'], to: ['EXPIRED'], guards: ['same-attempt', 'not-cancelled'] },
  /** From RUNNING as well: InspectFile may run again. */
  begin: { from: ['QUEUED', 'RUNNING'], to: ['RUNNING'], guards: ['same-attempt'] },
  /** From AWAITING_CONFIRMATION as well: the state may be tried again, with another task token. */
  awaitConfirmation: {
    from: ['RUNNING', 'AWAITING_CONFIRMATION'],
    to: ['AWAITING_CONFIRMATION'],
    guards: ['same-attempt', 'not-confirmed', 'no-later-try'],
  },
  confirm: { from: ['AWAITING_CONFIRMATION'], to: ['RUNNING'], guards: ['same-attempt', 'same-token'] },
  supersede: {
    from: ['QUEUED', 'RUNNING'],
    to: ['SUPERSEDED'],
    guards: ['same-attempt', 'turn-not-begun'],
  },
  complete: { from: ['RUNNING'], to: ['COMPLETED', 'COMPLETED_WITH_ERRORS'], guards: ['same-attempt'] },
  /** The end of an import that was only evaluated, whatever the evaluation found. */
  evaluate: { from: ['RUNNING'], to: ['EVALUATED'], guards: ['same-attempt'] },
  reject: { from: ['RUNNING'], to: ['REJECTED'], guards: ['same-attempt'] },
  /** From RUNNING as well: a confirmation may come at the moment at which its time is over. */
  expire: { from: ['RUNNING', 'AWAITING_CONFIRMATION'], to: ['EXPIRED'], guards: ['same-attempt'] },
  cancel: { from: OPEN, to: ['CANCELLED'], guards: ['same-attempt'] },
  /** AbortImport decides by the error: what only the sender can fix is STOPPED or SUPERSEDED, any other error is ABORTED. */
  abort: {
    from: ['QUEUED', 'RUNNING', 'AWAITING_CONFIRMATION'],
    to: ['ABORTED', 'STOPPED', 'SUPERSEDED'],
    guards: ['same-attempt'],
  },
  restart: { from: RESUMABLE, to: ['QUEUED'], guards: ['same-attempt'] },
  beginTurn: { from: OPEN, guards: ['same-attempt', 'turn-not-begun'] },
  notePreview: { from: OPEN, guards: ['same-attempt', 'evaluation-pending'] },
  /** CollectResults or CollectPreview stores how far it has collected. */
  collect: { from: ['RUNNING'], guards: ['same-attempt', 'same-collection'] },
  /** WriteAbortedFiles stores how far it has written. */
  collectAborted: { from: INCOMPLETE, guards: ['same-attempt', 'same-collection'] },
  /** The files of an import that did not complete are written after it has ended. */
  noteAbortedFiles: { from: INCOMPLETE, guards: ['same-attempt'] },
  requestCancel: { from: OPEN, guards: ['same-attempt'] },
  forget: { from: FINAL, guards: [] },
} as const satisfies Readonly<Record<string, ImportChangeRule>>;

export type ImportChangeName = keyof typeof IMPORT_CHANGES;

/** Which change gives an import this final status. A pair expires by `advancePair`, and is superseded by `supersede`. */
export const ENDING_OF = {
  COMPLETED: 'complete',
  COMPLETED_WITH_ERRORS: 'complete',
  EVALUATED: 'evaluate',
  REJECTED: 'reject',
  EXPIRED: 'expire',
  CANCELLED: 'cancel',
  SUPERSEDED: 'abort',
  STOPPED: 'abort',
  ABORTED: 'abort',
} as const satisfies Readonly<Record<FinalStatus, ImportChangeName>>;
