import type { ClaimStore } from '../../lambdas/adapters/dynamo-claim-store.ts';
import type { FeedStore } from '../../lambdas/adapters/dynamo-feed-store.ts';
import type { ImportStore } from '../../lambdas/adapters/dynamo-import-store.ts';
import type { PreviewStore } from '../../lambdas/adapters/dynamo-preview-store.ts';
import type { TenantStore } from '../../lambdas/adapters/dynamo-tenant-store.ts';
import type { TurnStore } from '../../lambdas/adapters/dynamo-turn-store.ts';
import type { UserStore } from '../../lambdas/adapters/dynamo-user-store.ts';
import type { ObjectStore } from '../../lambdas/adapters/s3-object-store.ts';
import type { ObjectTags } from '../../lambdas/adapters/s3-object-tags.ts';
import type { Executions } from '../../lambdas/adapters/step-functions-executions.ts';
import type { OverlayPorts } from '../../lambdas/evaluation/overlay.ts';
import type { ProcessChunkPorts } from '../../lambdas/processing/process-chunk.ts';
import type { ProcessDeferredPorts } from '../../lambdas/processing/process-deferred.ts';
import type { AbortImportPorts } from '../../lambdas/tasks/abort-import/handler.ts';
import type { AwaitConfirmationPorts } from '../../lambdas/tasks/await-confirmation/handler.ts';
import type { CancelImportPorts } from '../../lambdas/tasks/cancel-import/handler.ts';
import type { CollectPreviewPorts } from '../../lambdas/tasks/collect-preview/handler.ts';
import type { CollectResultsPorts } from '../../lambdas/tasks/collect-results/handler.ts';
import type { ConfirmImportPorts } from '../../lambdas/tasks/confirm-import/handler.ts';
import type { EditTenantPorts } from '../../lambdas/tasks/edit-tenant/handler.ts';
import type { ExpireImportPorts } from '../../lambdas/tasks/expire-import/handler.ts';
import type { GroupMembersApiPorts } from '../../lambdas/tasks/group-members-api/ports.ts';
import type { InspectFilePorts } from '../../lambdas/tasks/inspect-file/handler.ts';
import type { NotifyRequesterPorts } from '../../lambdas/tasks/notify-requester/handler.ts';
import type { RecoverImportPorts } from '../../lambdas/tasks/recover-import/handler.ts';
import type { RejectImportPorts } from '../../lambdas/tasks/reject-import/handler.ts';
import type { ReleaseTurnPorts } from '../../lambdas/tasks/release-turn/handler.ts';
import type { ResumeImportPorts } from '../../lambdas/tasks/resume-import/handler.ts';
import type { SplitFilePorts } from '../../lambdas/tasks/split-file/handler.ts';
import type { StartImportPorts } from '../../lambdas/tasks/start-import/handler.ts';
import type { SweepImportsPorts } from '../../lambdas/tasks/sweep-imports/handler.ts';
import type { UpsertUserPorts } from '../../lambdas/tasks/upsert-user/handler.ts';
import type { WaitForTurnPorts } from '../../lambdas/tasks/wait-for-turn/handler.ts';
import type { YieldTurnPorts } from '../../lambdas/tasks/yield-turn/handler.ts';
import type { TaskId } from '../../lib/tasks.ts';

/**
 * From what a task's ports let it do to what its role must let it do. No test on one machine notices a permission that is
 * missing, so this one does: a method that a port gains or loses does not compile until it is entered here.
 */
export const IMPORT_ACTIONS = {
  create: 'PutItem',
  rememberContent: 'PutItem',
  read: 'GetItem',
  find: 'GetItem',
  findByRequest: 'Query',
  update: 'UpdateItem',
  keepSettings: 'UpdateItem',
  claimNotification: 'UpdateItem',
  releaseNotification: 'UpdateItem',
  readChunk: 'GetItem',
  startChunk: 'PutItem',
  advanceChunk: 'PutItem',
  chunks: 'Query',
  begin: 'UpdateItem',
  notePreview: 'UpdateItem',
  awaitConfirmation: 'UpdateItem',
  confirm: 'UpdateItem',
  end: 'UpdateItem',
  finish: 'UpdateItem',
  forget: 'UpdateItem',
  requestCancel: 'UpdateItem',
  restart: 'UpdateItem',
  unfinished: 'Query',
} satisfies Record<keyof ImportStore, string>;

/** Of the imports table, as well. */
export const TURN_ACTIONS = {
  putTicket: 'PutItem',
  readTicket: 'GetItem',
  firstTicket: 'Query',
  attachToken: 'UpdateItem',
  deleteTicket: 'DeleteItem',
  dropTicket: 'DeleteItem',
  readTurn: 'GetItem',
  grant: 'UpdateItem',
  takeBack: 'UpdateItem',
} satisfies Record<keyof TurnStore, string>;

/** Of the imports table, again. */
export const FEED_ACTIONS = {
  find: 'GetItem',
  assign: 'PutItem',
  since: 'Query',
  advance: 'UpdateItem',
  beginTurn: 'UpdateItem',
  supersede: 'UpdateItem',
} satisfies Record<keyof FeedStore, string>;

/** Of the imports table, too. */
export const TENANT_ACTIONS = {
  read: 'GetItem',
  readVersion: 'GetItem',
  write: 'PutItem',
} satisfies Record<keyof TenantStore, string>;

export const EXECUTION_ACTIONS = {
  describe: 'DescribeExecution',
  start: 'StartExecution',
  stop: 'StopExecution',
} satisfies Record<keyof Executions, string>;

export const USER_ACTIONS = {
  read: 'BatchGetItem',
  write: 'UpdateItem',
  known: 'BatchGetItem',
  remember: 'PutItem',
} satisfies Record<keyof UserStore, string>;

export const CLAIM_ACTIONS = {
  read: 'BatchGetItem',
  acquire: 'UpdateItem',
  release: 'UpdateItem',
} satisfies Record<keyof ClaimStore, string>;

export const PREVIEW_ACTIONS = { read: 'BatchGetItem', write: 'PutItem' } satisfies Record<
  keyof PreviewStore,
  string
>;

export const OBJECT_ACTIONS = {
  head: 'GetObject',
  open: 'GetObject',
  openByKey: 'GetObject',
  put: 'PutObject',
  upload: 'PutObject',
} satisfies Record<keyof ObjectStore, string>;

export const TAG_ACTIONS = { keys: 'ListBucket', put: 'PutObjectTagging' } satisfies Record<
  keyof ObjectTags,
  string
>;

type Methods<Port> = Readonly<Record<keyof Port, true>>;
type CallsOf<Ports> = {
  readonly [P in keyof Ports &
    (
      | 'imports'
      | 'users'
      | 'claims'
      | 'previews'
      | 'objects'
      | 'feeds'
      | 'turns'
      | 'executions'
      | 'tenants'
      | 'tags'
    )]: Methods<NonNullable<Ports[P]>>;
};

const anyObject = { head: true, open: true, openByKey: true, put: true, upload: true } as const;
const anyUser = { read: true, write: true, known: true, remember: true } as const;
const anyClaim = { read: true, acquire: true, release: true } as const;
const overlay = {
  users: { read: true, known: true },
  claims: { read: true },
  previews: { read: true, write: true },
} as const;
const report = {
  imports: { read: true, end: true, chunks: true },
  users: { known: true },
  objects: anyObject,
} as const;

const queue = {
  readTicket: true,
  firstTicket: true,
  attachToken: true,
  deleteTicket: true,
  dropTicket: true,
  readTurn: true,
  grant: true,
  takeBack: true,
} as const;
const decision = { since: true, beginTurn: true, supersede: true } as const;

interface Calls {
  readonly imports?: Readonly<Record<string, true>>;
  readonly users?: Readonly<Record<string, true>>;
  readonly claims?: Readonly<Record<string, true>>;
  readonly previews?: Readonly<Record<string, true>>;
  readonly objects?: Readonly<Record<string, true>>;
  readonly feeds?: Readonly<Record<string, true>>;
  readonly turns?: Readonly<Record<string, true>>;
  readonly executions?: Readonly<Record<string, true>>;
  readonly tenants?: Readonly<Record<string, true>>;
  readonly tags?: Readonly<Record<string, true>>;
}

export const CALLS: Readonly<Record<TaskId, Calls>> = {
  StartImport: {
    imports: { create: true, find: true, rememberContent: true },
    feeds: { find: true, assign: true, advance: true },
    tenants: { read: true },
    turns: { putTicket: true },
    executions: { start: true },
    objects: { head: true },
  } satisfies CallsOf<StartImportPorts>,
  InspectFile: {
    imports: { read: true, update: true, begin: true, keepSettings: true },
    tenants: { read: true },
    objects: { open: true },
  } satisfies CallsOf<InspectFilePorts>,
  SplitFile: {
    imports: { read: true, update: true },
    objects: anyObject,
  } satisfies CallsOf<SplitFilePorts>,
  ProcessChunk: {
    imports: {
      read: true,
      readChunk: true,
      startChunk: true,
      advanceChunk: true,
      chunks: true,
      update: true,
    },
    users: anyUser,
    claims: anyClaim,
    objects: anyObject,
  } satisfies CallsOf<ProcessChunkPorts>,
  ProcessDeferred: {
    imports: { read: true, chunks: true, advanceChunk: true, update: true },
    users: anyUser,
    claims: anyClaim,
    objects: anyObject,
  } satisfies CallsOf<ProcessDeferredPorts>,
  EvaluateChunk: {
    imports: {
      read: true,
      readChunk: true,
      startChunk: true,
      advanceChunk: true,
      chunks: true,
      update: true,
    },
    ...overlay,
    objects: anyObject,
  } satisfies CallsOf<Pick<ProcessChunkPorts, 'imports' | 'objects'> & OverlayPorts>,
  EvaluateDeferred: {
    imports: { read: true, chunks: true, advanceChunk: true, update: true },
    ...overlay,
    objects: anyObject,
  } satisfies CallsOf<Pick<ProcessDeferredPorts, 'imports' | 'objects'> & OverlayPorts>,
  CollectPreview: {
    ...report,
    imports: { ...report.imports, update: true, notePreview: true },
    previews: { read: true },
  } satisfies CallsOf<CollectPreviewPorts & { previews: Pick<PreviewStore, 'read'> }>,
  AwaitConfirmation: {
    imports: {
      read: true,
      update: true,
      awaitConfirmation: true,
      claimNotification: true,
      releaseNotification: true,
    },
    objects: { openByKey: true },
  } satisfies CallsOf<AwaitConfirmationPorts>,
  ExpireImport: { imports: { read: true, end: true } } satisfies CallsOf<ExpireImportPorts>,
  ConfirmImport: {
    imports: { find: true, confirm: true },
    turns: { putTicket: true },
  } satisfies CallsOf<ConfirmImportPorts>,
  YieldTurn: {
    imports: { find: true, read: true },
    turns: queue,
    feeds: decision,
  } satisfies CallsOf<YieldTurnPorts>,
  CollectResults: report satisfies CallsOf<CollectResultsPorts>,
  RejectImport: { imports: { read: true, end: true } } satisfies CallsOf<RejectImportPorts>,
  AbortImport: report satisfies CallsOf<AbortImportPorts>,
  NotifyRequester: {
    imports: { read: true, finish: true, claimNotification: true, releaseNotification: true },
    objects: { openByKey: true },
    tags: { keys: true, put: true },
  } satisfies CallsOf<NotifyRequesterPorts>,
  WaitForTurn: {
    imports: { find: true, read: true },
    turns: { ...queue, putTicket: true },
    feeds: decision,
  } satisfies CallsOf<WaitForTurnPorts>,
  ReleaseTurn: {
    imports: { find: true, read: true },
    turns: queue,
    feeds: decision,
  } satisfies CallsOf<ReleaseTurnPorts>,
  RecoverImport: {
    imports: { find: true },
    executions: { describe: true, start: true },
  } satisfies CallsOf<RecoverImportPorts>,
  SweepImports: {
    imports: { find: true, unfinished: true, forget: true },
    turns: { ...queue, putTicket: true },
    feeds: { ...decision, advance: true },
    executions: { describe: true, start: true, stop: true },
  } satisfies CallsOf<SweepImportsPorts>,
  CancelImport: {
    imports: { find: true, requestCancel: true },
    executions: { describe: true, start: true, stop: true },
  } satisfies CallsOf<CancelImportPorts>,
  ResumeImport: {
    imports: { find: true, restart: true },
    turns: { putTicket: true },
    executions: { start: true },
    objects: { head: true },
  } satisfies CallsOf<ResumeImportPorts>,
  GroupMembersApi: {
    imports: { findByRequest: true },
    tenants: { read: true },
    users: anyUser,
    claims: anyClaim,
    objects: { head: true, open: true, put: true },
  } satisfies CallsOf<GroupMembersApiPorts>,
  EditTenant: {
    tenants: { read: true, readVersion: true, write: true },
  } satisfies CallsOf<EditTenantPorts>,
  UpsertUser: {
    tenants: { read: true },
    users: anyUser,
    claims: anyClaim,
  } satisfies CallsOf<UpsertUserPorts>,
};
