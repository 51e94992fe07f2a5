/**
 * The ports of the tasks: how each is made from a task's environment. A task's index.ts imports those that it needs;
 * the others do not reach its bundle, because package.json declares that no module has side effects. On one machine the
 * bundles share chunks, which have whole modules: a function loads every module that one of its modules imports. Ports
 * of different AWS services are therefore in different files.
 */

import { setTimeout } from 'node:timers/promises';
import type * as z from 'zod';
import { createDynamoApiKeyStore } from '../adapters/dynamo-api-key-store.ts';
import { createDynamoAuditTrail } from '../adapters/dynamo-audit-trail.ts';
import { createDynamoChunkProgress } from '../adapters/dynamo-chunk-progress.ts';
import { createDynamoClaimStore } from '../adapters/dynamo-claim-store.ts';
import { createDynamoDeliveryRequests } from '../adapters/dynamo-delivery-requests.ts';
import { createDynamoErasureStore } from '../adapters/dynamo-erasure-store.ts';
import { createDynamoFeedStore } from '../adapters/dynamo-feed-store.ts';
import { createDynamoIdempotencyStore } from '../adapters/dynamo-idempotency-store.ts';
import { createDynamoImportList } from '../adapters/dynamo-import-list.ts';
import { createDynamoImportStore } from '../adapters/dynamo-import-store.ts';
import { createDynamoPreviewStore } from '../adapters/dynamo-preview-store.ts';
import { createDynamoSessionStore } from '../adapters/dynamo-session-store.ts';
import { createDynamoStageImports } from '../adapters/dynamo-stage-imports.ts';
import { createDynamoTableSweep } from '../adapters/dynamo-table-sweep.ts';
import { createDynamoTenantRegistry } from '../adapters/dynamo-tenant-registry.ts';
import { createDynamoTenantStore } from '../adapters/dynamo-tenant-store.ts';
import { createDynamoTurnStore } from '../adapters/dynamo-turn-store.ts';
import { createDynamoUserEraser } from '../adapters/dynamo-user-eraser.ts';
import { createDynamoUserList } from '../adapters/dynamo-user-list.ts';
import { createDynamoUserStore } from '../adapters/dynamo-user-store.ts';
import { createDynamoWebhookStore } from '../adapters/dynamo-webhook-store.ts';
import { createAudit } from '../commands/audit.ts';
import type { VARIABLES, VariableName } from '../runtime/environment.ts';

export type Needs<Name extends VariableName> = { readonly [N in Name]: z.output<(typeof VARIABLES)[N]> };
export const clock = () => new Date();
export const now = () => clock;
export const wait = () => (ms: number) => setTimeout(ms);
export const imports = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) =>
  createDynamoImportStore(IMPORTS_TABLE, clock);
/** For the tasks that end imports: an import with damaged attributes is ended as well. */
export const anyImports = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) =>
  createDynamoImportStore(IMPORTS_TABLE, clock, undefined, 'import', true);
export const chunkProgress = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) =>
  createDynamoChunkProgress(IMPORTS_TABLE);
export const importList = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) =>
  createDynamoImportList(IMPORTS_TABLE);
export const stageImports = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) =>
  createDynamoStageImports(IMPORTS_TABLE);
export const idempotency = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) =>
  createDynamoIdempotencyStore(IMPORTS_TABLE);
export const sessions = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) =>
  createDynamoSessionStore(IMPORTS_TABLE);
export const turns = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) => createDynamoTurnStore(IMPORTS_TABLE);
export const feeds = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) =>
  createDynamoFeedStore(IMPORTS_TABLE, clock);
export const tenants = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) =>
  createDynamoTenantStore(IMPORTS_TABLE, clock);
export const registry = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) =>
  createDynamoTenantRegistry(IMPORTS_TABLE);
export const apiKeys = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) => createDynamoApiKeyStore(IMPORTS_TABLE);
export const users = ({ USERS_TABLE }: Needs<'USERS_TABLE'>) => createDynamoUserStore(USERS_TABLE, clock);
export const userList = ({ USERS_TABLE }: Needs<'USERS_TABLE'>) => createDynamoUserList(USERS_TABLE);
export const eraser = ({ USERS_TABLE }: Needs<'USERS_TABLE'>) => createDynamoUserEraser(USERS_TABLE, clock);
export const claims = ({ USERS_TABLE }: Needs<'USERS_TABLE'>) => createDynamoClaimStore(USERS_TABLE);
export const trail = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) => createDynamoAuditTrail(IMPORTS_TABLE);
export const audit = (environment: Needs<'IMPORTS_TABLE' | 'RETENTION_DAYS'>) =>
  createAudit({ trail: trail(environment), retentionDays: environment.RETENTION_DAYS, now: clock });
export const webhooks = ({ WEBHOOKS_TABLE }: Needs<'WEBHOOKS_TABLE'>) =>
  createDynamoWebhookStore(WEBHOOKS_TABLE, clock);
export const webhookHosts = ({ WEBHOOK_HOSTS }: Needs<'WEBHOOK_HOSTS'>) => WEBHOOK_HOSTS;
export const requestDelivery = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) =>
  createDynamoDeliveryRequests(IMPORTS_TABLE, clock);
export const erasures = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) =>
  createDynamoErasureStore(IMPORTS_TABLE);
export const previews = ({ PREVIEWS_TABLE }: Needs<'PREVIEWS_TABLE'>) =>
  createDynamoPreviewStore(PREVIEWS_TABLE, clock);
export const sweepUsers = ({ USERS_TABLE }: Needs<'USERS_TABLE'>) =>
  createDynamoTableSweep(USERS_TABLE, ['userKey']);
export const sweepPreviews = ({ PREVIEWS_TABLE }: Needs<'PREVIEWS_TABLE'>) =>
  createDynamoTableSweep(PREVIEWS_TABLE, ['userKey']);
export const sweepImports = ({ IMPORTS_TABLE }: Needs<'IMPORTS_TABLE'>) =>
  createDynamoTableSweep(IMPORTS_TABLE, ['importId', 'item']);
export const sweepWebhooks = ({ WEBHOOKS_TABLE }: Needs<'WEBHOOKS_TABLE'>) =>
  createDynamoTableSweep(WEBHOOKS_TABLE, ['tenant', 'item']);
export const places = ({ DEAD_LETTER_QUEUES }: Needs<'DEAD_LETTER_QUEUES'>) => DEAD_LETTER_QUEUES;
export const resultsBucket = ({ RESULTS_BUCKET }: Needs<'RESULTS_BUCKET'>) => RESULTS_BUCKET;
export const uploadsBucket = ({ UPLOADS_BUCKET }: Needs<'UPLOADS_BUCKET'>) => UPLOADS_BUCKET;
export const stateMachineArn = ({ STATE_MACHINE_ARN }: Needs<'STATE_MACHINE_ARN'>) => STATE_MACHINE_ARN;
export const recoveryArn = ({ RECOVERY_ARN }: Needs<'RECOVERY_ARN'>) => RECOVERY_ARN;
export const senderAddress = ({ SENDER_ADDRESS }: Needs<'SENDER_ADDRESS'>) => SENDER_ADDRESS;
export const fallbackAddress = ({ FALLBACK_NOTIFY_ADDRESS }: Needs<'FALLBACK_NOTIFY_ADDRESS'>) =>
  FALLBACK_NOTIFY_ADDRESS;
export const confirmationContact = ({ CONFIRMATION_CONTACT }: Needs<'CONFIRMATION_CONTACT'>) =>
  CONFIRMATION_CONTACT;
export const importLink = ({ IMPORT_LINK }: Needs<'IMPORT_LINK'>) => IMPORT_LINK;
export const tenantPolicy = ({ TENANTS }: Needs<'TENANTS'>) => TENANTS;
export const requestsPerSecond = ({ REQUESTS_PER_SECOND }: Needs<'REQUESTS_PER_SECOND'>) =>
  REQUESTS_PER_SECOND;
export const issuers = ({ ISSUERS }: Needs<'ISSUERS'>) => ISSUERS;
export const retentionDays = ({ RETENTION_DAYS }: Needs<'RETENTION_DAYS'>) => RETENTION_DAYS;
export const maxFileBytes = ({ MAX_FILE_BYTES }: Needs<'MAX_FILE_BYTES'>) => MAX_FILE_BYTES;
export const chunkBytes = ({ CHUNK_BYTES }: Needs<'CHUNK_BYTES'>) => CHUNK_BYTES;
export const chunkRecords = ({ CHUNK_RECORDS }: Needs<'CHUNK_RECORDS'>) => CHUNK_RECORDS;
export const maxConcurrency = ({ MAX_CONCURRENCY }: Needs<'MAX_CONCURRENCY'>) => MAX_CONCURRENCY;
export const writeConcurrency = ({ WRITE_CONCURRENCY }: Needs<'WRITE_CONCURRENCY'>) => WRITE_CONCURRENCY;
