import type { AbortImportPorts } from '../../lambdas/abort-import/handler.ts';
import type { ClaimStore } from '../../lambdas/adapters/dynamo-claim-store.ts';
import type { ImportStore } from '../../lambdas/adapters/dynamo-import-store.ts';
import type { UserStore } from '../../lambdas/adapters/dynamo-user-store.ts';
import type { ObjectStore } from '../../lambdas/adapters/s3-object-store.ts';
import type { CollectResultsPorts } from '../../lambdas/collect-results/handler.ts';
import type { InspectFilePorts } from '../../lambdas/inspect-file/handler.ts';
import type { NotifyRequesterPorts } from '../../lambdas/notify-requester/handler.ts';
import type { ProcessChunkPorts } from '../../lambdas/process-chunk/handler.ts';
import type { ProcessRepeatsPorts } from '../../lambdas/process-repeats/handler.ts';
import type { RejectImportPorts } from '../../lambdas/reject-import/handler.ts';
import type { SplitFilePorts } from '../../lambdas/split-file/handler.ts';
import type { StartImportPorts } from '../../lambdas/start-import/handler.ts';
import type { TaskId } from '../../lib/tasks.ts';

/**
 * From what a task's ports let it do to what its role must let it do. No test on one machine notices a permission that is
 * missing, so this one does: a method that a port gains or loses does not compile until it is entered here.
 */
export const IMPORT_ACTIONS = {
  create: 'PutItem',
  read: 'GetItem',
  find: 'GetItem',
  update: 'UpdateItem',
  claimNotification: 'UpdateItem',
  releaseNotification: 'UpdateItem',
  readChunk: 'GetItem',
  startChunk: 'PutItem',
  advanceChunk: 'PutItem',
  chunks: 'Query',
} satisfies Record<keyof ImportStore, string>;

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

export const OBJECT_ACTIONS = {
  head: 'GetObject',
  open: 'GetObject',
  openByKey: 'GetObject',
  put: 'PutObject',
  upload: 'PutObject',
} satisfies Record<keyof ObjectStore, string>;

type Methods<Port> = Readonly<Record<keyof Port, true>>;
type CallsOf<Ports> = {
  readonly [P in keyof Ports & ('imports' | 'users' | 'claims' | 'objects')]: Methods<Ports[P]>;
};

const anyObject = { head: true, open: true, openByKey: true, put: true, upload: true } as const;
const anyUser = { read: true, write: true, known: true, remember: true } as const;
const anyClaim = { read: true, acquire: true, release: true } as const;
const report = {
  imports: { read: true, update: true, chunks: true },
  users: { known: true },
  objects: anyObject,
} as const;

interface Calls {
  readonly imports?: Readonly<Record<string, true>>;
  readonly users?: Readonly<Record<string, true>>;
  readonly claims?: Readonly<Record<string, true>>;
  readonly objects?: Readonly<Record<string, true>>;
}

export const CALLS: Readonly<Record<TaskId, Calls>> = {
  StartImport: {
    imports: { create: true, find: true },
    objects: { head: true },
  } satisfies CallsOf<StartImportPorts>,
  InspectFile: {
    imports: { read: true, update: true },
    objects: { open: true },
  } satisfies CallsOf<InspectFilePorts>,
  SplitFile: {
    imports: { read: true, update: true },
    objects: anyObject,
  } satisfies CallsOf<SplitFilePorts>,
  ProcessChunk: {
    imports: { read: true, readChunk: true, startChunk: true, advanceChunk: true },
    users: anyUser,
    claims: anyClaim,
    objects: anyObject,
  } satisfies CallsOf<ProcessChunkPorts>,
  ProcessRepeats: {
    imports: { read: true, chunks: true, advanceChunk: true },
    users: anyUser,
    claims: anyClaim,
    objects: anyObject,
  } satisfies CallsOf<ProcessRepeatsPorts>,
  CollectResults: report satisfies CallsOf<CollectResultsPorts>,
  RejectImport: { imports: { update: true } } satisfies CallsOf<RejectImportPorts>,
  AbortImport: report satisfies CallsOf<AbortImportPorts>,
  NotifyRequester: {
    imports: { read: true, update: true, claimNotification: true, releaseNotification: true },
    objects: { openByKey: true },
  } satisfies CallsOf<NotifyRequesterPorts>,
};
