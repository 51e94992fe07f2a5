import type { z } from 'zod';
import { AbortImportEnvironment } from '../lambdas/tasks/abort-import/environment.ts';
import { AwaitConfirmationEnvironment } from '../lambdas/tasks/await-confirmation/environment.ts';
import { CancelImportEnvironment } from '../lambdas/tasks/cancel-import/environment.ts';
import { CollectPreviewEnvironment } from '../lambdas/tasks/collect-preview/environment.ts';
import { CollectResultsEnvironment } from '../lambdas/tasks/collect-results/environment.ts';
import { ConfirmImportEnvironment } from '../lambdas/tasks/confirm-import/environment.ts';
import { EditTenantEnvironment } from '../lambdas/tasks/edit-tenant/environment.ts';
import { EvaluateChunkEnvironment } from '../lambdas/tasks/evaluate-chunk/environment.ts';
import { EvaluateDeferredEnvironment } from '../lambdas/tasks/evaluate-deferred/environment.ts';
import { ExpireImportEnvironment } from '../lambdas/tasks/expire-import/environment.ts';
import { GroupMembersApiEnvironment } from '../lambdas/tasks/group-members-api/environment.ts';
import { InspectFileEnvironment } from '../lambdas/tasks/inspect-file/environment.ts';
import { NotifyRequesterEnvironment } from '../lambdas/tasks/notify-requester/environment.ts';
import { ProcessChunkEnvironment } from '../lambdas/tasks/process-chunk/environment.ts';
import { ProcessDeferredEnvironment } from '../lambdas/tasks/process-deferred/environment.ts';
import { RecoverImportEnvironment } from '../lambdas/tasks/recover-import/environment.ts';
import { RejectImportEnvironment } from '../lambdas/tasks/reject-import/environment.ts';
import { ReleaseTurnEnvironment } from '../lambdas/tasks/release-turn/environment.ts';
import { ResumeImportEnvironment } from '../lambdas/tasks/resume-import/environment.ts';
import { SplitFileEnvironment } from '../lambdas/tasks/split-file/environment.ts';
import { StartImportEnvironment } from '../lambdas/tasks/start-import/environment.ts';
import { SweepImportsEnvironment } from '../lambdas/tasks/sweep-imports/environment.ts';
import { UpsertUserEnvironment } from '../lambdas/tasks/upsert-user/environment.ts';
import { WaitForTurnEnvironment } from '../lambdas/tasks/wait-for-turn/environment.ts';
import { YieldTurnEnvironment } from '../lambdas/tasks/yield-turn/environment.ts';

export interface Task {
  /** The folder in `lambdas/tasks/`; also the log service and the end of the function's name. */
  readonly folder: string;
  readonly environment: z.ZodObject;
  /** CPU comes with memory: 1,769 MiB is one whole vCPU (docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html). */
  readonly memoryMiB: number;
  /** Below the state's TimeoutSeconds, so that a timeout has the function's name on it; 900 is as long as a Lambda may take. */
  readonly timeoutSeconds: number;
  /**
   * MiB of each half of the heap's young generation: 16 where the usual 2 would keep the processor busy collecting, 1 where the
   * pieces of a file stream by, which take their memory outside of the heap until it is collected.
   */
  readonly semiSpaceMiB?: number;
}

/**
 * The functions by construct id, which is the name of the state that calls them, if any does. A test holds ids, states,
 * folders and log services together.
 */
export const TASKS = {
  StartImport: {
    folder: 'start-import',
    environment: StartImportEnvironment,
    memoryMiB: 512,
    timeoutSeconds: 60,
  },
  InspectFile: {
    folder: 'inspect-file',
    environment: InspectFileEnvironment,
    memoryMiB: 1024,
    timeoutSeconds: 80,
  },
  SplitFile: {
    folder: 'split-file',
    environment: SplitFileEnvironment,
    memoryMiB: 1769,
    timeoutSeconds: 900,
    semiSpaceMiB: 1,
  },
  YieldTurn: {
    folder: 'yield-turn',
    environment: YieldTurnEnvironment,
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  EvaluateChunk: {
    folder: 'evaluate-chunk',
    environment: EvaluateChunkEnvironment,
    memoryMiB: 1769,
    timeoutSeconds: 900,
    semiSpaceMiB: 16,
  },
  EvaluateDeferred: {
    folder: 'evaluate-deferred',
    environment: EvaluateDeferredEnvironment,
    memoryMiB: 1769,
    timeoutSeconds: 900,
    semiSpaceMiB: 16,
  },
  CollectPreview: {
    folder: 'collect-preview',
    environment: CollectPreviewEnvironment,
    memoryMiB: 1769,
    timeoutSeconds: 900,
  },
  AwaitConfirmation: {
    folder: 'await-confirmation',
    environment: AwaitConfirmationEnvironment,
    memoryMiB: 512,
    timeoutSeconds: 80,
  },
  ExpireImport: {
    folder: 'expire-import',
    environment: ExpireImportEnvironment,
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  ConfirmImport: {
    folder: 'confirm-import',
    environment: ConfirmImportEnvironment,
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  WaitForTurn: {
    folder: 'wait-for-turn',
    environment: WaitForTurnEnvironment,
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  ProcessChunk: {
    folder: 'process-chunk',
    environment: ProcessChunkEnvironment,
    memoryMiB: 1769,
    timeoutSeconds: 900,
    semiSpaceMiB: 16,
  },
  ProcessDeferred: {
    folder: 'process-deferred',
    environment: ProcessDeferredEnvironment,
    memoryMiB: 1769,
    timeoutSeconds: 900,
    semiSpaceMiB: 16,
  },
  CollectResults: {
    folder: 'collect-results',
    environment: CollectResultsEnvironment,
    memoryMiB: 1769,
    timeoutSeconds: 900,
  },
  ReleaseTurn: {
    folder: 'release-turn',
    environment: ReleaseTurnEnvironment,
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  NotifyRequester: {
    folder: 'notify-requester',
    environment: NotifyRequesterEnvironment,
    memoryMiB: 512,
    timeoutSeconds: 80,
  },
  RejectImport: {
    folder: 'reject-import',
    environment: RejectImportEnvironment,
    memoryMiB: 256,
    timeoutSeconds: 80,
  },
  AbortImport: {
    folder: 'abort-import',
    environment: AbortImportEnvironment,
    memoryMiB: 1769,
    timeoutSeconds: 900,
  },
  RecoverImport: {
    folder: 'recover-import',
    environment: RecoverImportEnvironment,
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  SweepImports: {
    folder: 'sweep-imports',
    environment: SweepImportsEnvironment,
    memoryMiB: 512,
    timeoutSeconds: 240,
  },
  CancelImport: {
    folder: 'cancel-import',
    environment: CancelImportEnvironment,
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  ResumeImport: {
    folder: 'resume-import',
    environment: ResumeImportEnvironment,
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  EditTenant: {
    folder: 'edit-tenant',
    environment: EditTenantEnvironment,
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  GroupMembersApi: {
    folder: 'group-members-api',
    environment: GroupMembersApiEnvironment,
    memoryMiB: 1769,
    timeoutSeconds: 60,
  },
  UpsertUser: {
    folder: 'upsert-user',
    environment: UpsertUserEnvironment,
    memoryMiB: 512,
    timeoutSeconds: 30,
  },
} as const satisfies Record<string, Task>;

/**
 * What no state calls: StartImport and RecoverImport are told by a rule, SweepImports by a schedule, GroupMembersApi by its URL,
 * the others by a person.
 */
export const TASKS_WITHOUT_STATE = [
  'StartImport',
  'RecoverImport',
  'SweepImports',
  'CancelImport',
  'ResumeImport',
  'EditTenant',
  'ConfirmImport',
  'GroupMembersApi',
  'UpsertUser',
] as const satisfies readonly TaskId[];

export type TaskId = keyof typeof TASKS;

/** What the stack must hand to a task: every variable of its schema, and no other. */
export type EnvironmentOf<Id extends TaskId> = Readonly<z.output<(typeof TASKS)[Id]['environment']>>;
