import type { ChunkProgressReads } from '../../adapters/dynamo-chunk-progress.ts';
import type { ClaimStore } from '../../adapters/dynamo-claim-store.ts';
import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { UserStore } from '../../adapters/dynamo-user-store.ts';
import type { VerifyToken } from '../../adapters/oidc/verify-token.ts';
import { answerEvent } from '../../api/answer-event.ts';
import { OPERATIONS } from '../../api/operations.ts';
import type { ApiPorts } from '../../api/ports.ts';
import { createApi } from '../../api/router.ts';
import { createVerifyOperator } from '../../api/verify-operator.ts';
import { type CancelWithUploadPorts, createCancelWithUpload } from '../../commands/abort-upload.ts';
import { type CompleteUploadPorts, createCompleteUpload } from '../../commands/complete-upload.ts';
import { type ConfirmImportPorts, createConfirmImport } from '../../commands/confirm-import.ts';
import { createDeadLetterDesk, type DeadLetterPorts } from '../../commands/dead-letters/dead-letters.ts';
import { type EraseUserPorts, eraseUser } from '../../commands/erasure/erase-user.ts';
import { createFollowChunks } from '../../commands/follow-chunks.ts';
import { type ListIssuesPorts, listIssues } from '../../commands/list-issues/list-issues.ts';
import { type FindRecordPorts, findRecord } from '../../commands/list-records/find-record.ts';
import { listRecords } from '../../commands/list-records/list-records.ts';
import { createReleaseTurn, type ReleaseTurnPorts } from '../../commands/release-turn.ts';
import { createResumeImport, type ResumeImportPorts } from '../../commands/resume-import.ts';
import { createUpsertUser } from '../../commands/upsert-user/upsert-user.ts';
import type { HttpApiEvent, HttpApiResult } from '../../contracts/http-api-event.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';

type Commands = Pick<
  ApiPorts,
  | 'confirm'
  | 'cancel'
  | 'listIssues'
  | 'listRecords'
  | 'findRecord'
  | 'completeUpload'
  | 'resume'
  | 'upsertUser'
  | 'eraseUser'
  | 'releaseTurn'
  | 'deadLetters'
>;
type Reads = Omit<
  ApiPorts,
  keyof Commands | 'followChunks' | 'imports' | 'turns' | 'users' | 'verifyOperator'
>;

export interface ApiTaskPorts extends Reads, DeadLetterPorts {
  readonly imports: ImportStore;
  /** Of damaged imports, as far as they can be read. */
  readonly anyImports: Pick<ImportStore, 'find'>;
  readonly evaluatedImports: Pick<ImportStore, 'readChunk'>;
  readonly chunkProgress: ChunkProgressReads;
  readonly turns: ConfirmImportPorts['turns'] &
    ResumeImportPorts['turns'] &
    ReleaseTurnPorts['turns'] &
    ApiPorts['turns'];
  readonly feeds: ReleaseTurnPorts['feeds'];
  readonly notifyTurn: ReleaseTurnPorts['notifyTurn'];
  readonly refuseTurn: ReleaseTurnPorts['refuseTurn'];
  readonly executions: CancelWithUploadPorts['executions'] & ResumeImportPorts['executions'];
  readonly objects: ResumeImportPorts['objects'] &
    CompleteUploadPorts['objects'] &
    ListIssuesPorts['objects'] &
    FindRecordPorts['objects'];
  readonly notifyCancelled: CancelWithUploadPorts['notifyCancelled'];
  readonly notifyConfirmed: ConfirmImportPorts['notifyConfirmed'];
  readonly recoveryArn: string;
  readonly users: UserStore;
  readonly verifyToken: VerifyToken;
  readonly claims: ClaimStore;
  readonly eraser: EraseUserPorts['eraser'];
}

/** The HTTP API for programs and pages. lambdas/api contains its operations. */
export function createApiTask({ evaluatedImports, verifyToken, ...ports }: ApiTaskPorts) {
  const stores = { import: ports.imports, evaluation: evaluatedImports };
  const api = createApi(OPERATIONS, {
    ...ports,
    verifyOperator: createVerifyOperator(verifyToken),
    confirm: createConfirmImport(ports),
    cancel: createCancelWithUpload(ports),
    completeUpload: createCompleteUpload(ports),
    resume: createResumeImport(ports),
    listIssues: (item, request) => listIssues(item, request, { ...ports, chunks: stores }),
    listRecords: (item, request) => listRecords(item, request, { ...ports, chunks: stores }),
    findRecord: (item, place) => findRecord(item, place, { ...ports, chunks: stores }),
    upsertUser: createUpsertUser(ports),
    eraseUser: (user, type) => eraseUser(user, type, ports),
    releaseTurn: createReleaseTurn({ ...ports, imports: ports.anyImports }),
    deadLetters: createDeadLetterDesk(ports),
    followChunks: createFollowChunks(ports.chunkProgress, ports.now),
  });
  return (event: HttpApiEvent, { logger }: TaskRuntime): Promise<HttpApiResult> =>
    answerEvent(api, event, logger);
}
