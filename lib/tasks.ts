import type { TaskEnvironment, TaskFolder } from '../lambdas/composition/environments.ts';

export interface Task {
  /** The folder in `lambdas/tasks/`; also the log service and the end of the function's name. */
  readonly folder: TaskFolder;
  /** CPU comes with memory: 1,769 MiB is one whole vCPU (docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html). */
  readonly memoryMiB: number;
  /** Below the state's TimeoutSeconds, so that a timeout names the function; the maximum of Lambda is 900. */
  readonly timeoutSeconds: number;
  /**
   * MiB of each half of the heap's young generation: 16 where the usual 2 would keep the processor busy collecting, 1 where the
   * pieces of a file stream by, which take their memory outside of the heap until it is collected.
   */
  readonly semiSpaceMiB?: number;
}

/**
 * The functions by construct id, which is the name of the state that calls them, if any. A test compares ids, states,
 * folders and log services.
 */
export const TASKS = {
  StartImport: {
    folder: 'start-import',
    memoryMiB: 512,
    timeoutSeconds: 60,
  },
  InspectFile: {
    folder: 'inspect-file',
    memoryMiB: 1024,
    timeoutSeconds: 80,
  },
  SplitFile: {
    folder: 'split-file',
    memoryMiB: 1769,
    timeoutSeconds: 900,
    semiSpaceMiB: 1,
  },
  YieldTurn: {
    folder: 'yield-turn',
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  EvaluateChunk: {
    folder: 'evaluate-chunk',
    memoryMiB: 1769,
    timeoutSeconds: 900,
    semiSpaceMiB: 16,
  },
  EvaluateDeferred: {
    folder: 'evaluate-deferred',
    memoryMiB: 1769,
    timeoutSeconds: 900,
    semiSpaceMiB: 16,
  },
  CollectPreview: {
    folder: 'collect-preview',
    memoryMiB: 1769,
    timeoutSeconds: 900,
  },
  AwaitConfirmation: {
    folder: 'await-confirmation',
    memoryMiB: 512,
    timeoutSeconds: 80,
  },
  ExpireImport: {
    folder: 'expire-import',
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  ConfirmImport: {
    folder: 'confirm-import',
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  WaitForTurn: {
    folder: 'wait-for-turn',
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  ProcessChunk: {
    folder: 'process-chunk',
    memoryMiB: 1769,
    timeoutSeconds: 900,
    semiSpaceMiB: 16,
  },
  ProcessDeferred: {
    folder: 'process-deferred',
    memoryMiB: 1769,
    timeoutSeconds: 900,
    semiSpaceMiB: 16,
  },
  CollectResults: {
    folder: 'collect-results',
    memoryMiB: 1769,
    timeoutSeconds: 900,
  },
  ReleaseTurn: {
    folder: 'release-turn',
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  NotifyRequester: {
    folder: 'notify-requester',
    memoryMiB: 512,
    timeoutSeconds: 80,
  },
  RejectImport: {
    folder: 'reject-import',
    memoryMiB: 256,
    timeoutSeconds: 80,
  },
  AbortImport: {
    folder: 'abort-import',
    memoryMiB: 512,
    timeoutSeconds: 60,
  },
  WriteAbortedFiles: {
    folder: 'write-aborted-files',
    memoryMiB: 1769,
    timeoutSeconds: 900,
  },
  RecoverImport: {
    folder: 'recover-import',
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  SweepImports: {
    folder: 'sweep-imports',
    memoryMiB: 512,
    timeoutSeconds: 240,
  },
  CancelImport: {
    folder: 'cancel-import',
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  ResumeImport: {
    folder: 'resume-import',
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  EditTenant: {
    folder: 'edit-tenant',
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  ManageTenants: {
    folder: 'manage-tenants',
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  GroupMembersApi: {
    folder: 'group-members-api',
    memoryMiB: 1769,
    timeoutSeconds: 60,
  },
  Api: {
    folder: 'api',
    memoryMiB: 1024,
    timeoutSeconds: 29,
  },
  PublishStatusChanges: {
    folder: 'publish-status-changes',
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  EraseData: {
    folder: 'erase-data',
    memoryMiB: 1024,
    timeoutSeconds: 900,
  },
  SendWebhooks: {
    folder: 'send-webhooks',
    memoryMiB: 256,
    timeoutSeconds: 60,
  },
  UpsertUser: {
    folder: 'upsert-user',
    memoryMiB: 512,
    timeoutSeconds: 30,
  },
} as const satisfies Record<string, Task>;

/**
 * Functions that no state calls. A rule invokes StartImport and RecoverImport, rules SendWebhooks, a stream PublishStatusChanges, a schedule SweepImports, an HTTP client
 * GroupMembersApi, and an operator or a program the others.
 */
export const TASKS_WITHOUT_STATE = [
  'StartImport',
  'RecoverImport',
  'SweepImports',
  'CancelImport',
  'ResumeImport',
  'EditTenant',
  'ManageTenants',
  'ConfirmImport',
  'GroupMembersApi',
  'Api',
  'PublishStatusChanges',
  'SendWebhooks',
  'UpsertUser',
] as const satisfies readonly TaskId[];

export type TaskId = keyof typeof TASKS;

/** What the stack must hand to a task: every variable of its schema, and no other. */
export type EnvironmentOf<Id extends TaskId> = TaskEnvironment<(typeof TASKS)[Id]['folder']>;
