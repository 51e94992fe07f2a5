import type { ApiKeyStore } from '../adapters/dynamo-api-key-store.ts';
import type { AuditTrail } from '../adapters/dynamo-audit-trail.ts';
import type { ChunkProgressReads } from '../adapters/dynamo-chunk-progress.ts';
import type { RequestDelivery } from '../adapters/dynamo-delivery-requests.ts';
import type { ErasureStore } from '../adapters/dynamo-erasure-store.ts';
import type { IdempotencyStore } from '../adapters/dynamo-idempotency-store.ts';
import type { ImportList } from '../adapters/dynamo-import-list.ts';
import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { SessionStore } from '../adapters/dynamo-session-store.ts';
import type { StageImports } from '../adapters/dynamo-stage-imports.ts';
import type { TenantRegistry } from '../adapters/dynamo-tenant-registry.ts';
import type { TenantStore } from '../adapters/dynamo-tenant-store.ts';
import type { TurnStore } from '../adapters/dynamo-turn-store.ts';
import type { UserOf } from '../adapters/dynamo-user-eraser.ts';
import type { UserList } from '../adapters/dynamo-user-list.ts';
import type { UserStore } from '../adapters/dynamo-user-store.ts';
import type { WebhookStore } from '../adapters/dynamo-webhook-store.ts';
import type { MultipartUploads } from '../adapters/s3-multipart-uploads.ts';
import type { PresignedUrls } from '../adapters/s3-presigned-urls.ts';
import type { Executions } from '../adapters/step-functions-executions.ts';
import type { Audit } from '../commands/audit.ts';
import type { CompleteUploadAnswer } from '../commands/complete-upload.ts';
import type { DeadLetterDesk } from '../commands/dead-letters/dead-letters.ts';
import type { ErasedUser } from '../commands/erasure/erase-user.ts';
import type { WantedErasure } from '../commands/erasure/start-erasure.ts';
import type { IssueRequest, ListedIssues } from '../commands/list-issues/list-issues.ts';
import type { FoundRecord } from '../commands/list-records/find-record.ts';
import type { ListedRecords, RecordRequest } from '../commands/list-records/list-records.ts';
import type { Erasure } from '../contracts/erasure.ts';
import type { Import } from '../contracts/import.ts';
import type {
  CancelAnswer,
  ConfirmAnswer,
  ImportCommand,
  ReleaseAnswer,
  ResumeAnswer,
} from '../contracts/import-commands.ts';
import type { Issuer } from '../contracts/issuer.ts';
import type { TenantPolicy } from '../contracts/tenant.ts';
import type { UpsertAnswer, UpsertRequest } from '../contracts/upsert-user.ts';
import type { ImportType } from '../core/import-type/import-type.ts';
import type { ChunkProgress } from '../core/lifecycle/progress.ts';
import type { ChunkPhase } from '../core/naming/item-keys.ts';
import type { WebhookHosts } from '../core/network/webhook-url.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import type { VerifyOperator } from './bearer.ts';

export type CommandRuntime = Pick<TaskRuntime, 'logger'>;

/** What the operations of the API use. */
export interface ApiPorts {
  readonly imports: Pick<ImportStore, 'create' | 'find' | 'hasOpen' | 'read'>;
  /** Also those of damaged imports, as far as they can be read. For operators. */
  readonly anyImports: Pick<ImportStore, 'find'>;
  readonly list: ImportList;
  readonly stageImports: StageImports;
  readonly chunkProgress: Pick<ChunkProgressReads, 'one'>;
  readonly followChunks: (item: Import, phase: ChunkPhase) => Promise<ChunkProgress>;
  readonly turns: Pick<TurnStore, 'readTurn'>;
  readonly tenants: TenantStore;
  readonly registry: TenantRegistry;
  readonly tenantPolicy: TenantPolicy;
  readonly apiKeys: ApiKeyStore;
  readonly sessions: SessionStore;
  readonly verifyOperator: VerifyOperator;
  readonly issuers: readonly Issuer[];
  /** Of a tenant that has no rate of its own. */
  readonly requestsPerSecond: number;
  readonly idempotency: IdempotencyStore;
  readonly presign: PresignedUrls;
  readonly multipart: MultipartUploads;
  readonly resultsBucket: string;
  readonly uploadsBucket: string;
  readonly stateMachineArn: string;
  /** The stage's. */
  readonly retentionDays: number;
  /** The stage's. */
  readonly maxFileBytes: number;
  readonly confirm: (command: ImportCommand, runtime: CommandRuntime) => Promise<ConfirmAnswer>;
  readonly cancel: (item: Import, runtime: CommandRuntime) => Promise<CancelAnswer>;
  readonly completeUpload: (item: Import) => Promise<CompleteUploadAnswer>;
  readonly resume: (command: ImportCommand, runtime: CommandRuntime) => Promise<ResumeAnswer>;
  readonly releaseTurn: (item: Import) => Promise<ReleaseAnswer>;
  readonly deadLetters: DeadLetterDesk;
  readonly listIssues: (item: Import, request: IssueRequest) => Promise<ListedIssues>;
  readonly listRecords: (item: Import, request: RecordRequest) => Promise<ListedRecords>;
  readonly findRecord: (item: Import, place: number) => Promise<FoundRecord | undefined>;
  readonly users: Pick<UserStore, 'read'>;
  readonly userList: UserList;
  readonly upsertUser: (request: UpsertRequest, runtime: CommandRuntime) => Promise<UpsertAnswer>;
  readonly eraseUser: (user: UserOf, type: ImportType) => Promise<ErasedUser>;
  readonly erasures: Pick<ErasureStore, 'find'>;
  readonly startErasure: (wanted: WantedErasure) => Promise<Erasure>;
  readonly executions: Pick<Executions, 'describe'>;
  readonly audit: Audit;
  readonly trail: Pick<AuditTrail, 'page' | 'hashKey'>;
  readonly webhooks: WebhookStore;
  readonly webhookHosts: WebhookHosts;
  readonly requestDelivery: RequestDelivery;
  /** The OpenAPI document. */
  readonly document: object;
  readonly now: () => Date;
}
