import { S3Client } from '@aws-sdk/client-s3';
import { createDynamoAuditTrail } from '../../../../lambdas/adapters/dynamo-audit-trail.ts';
import { createDynamoChunkProgress } from '../../../../lambdas/adapters/dynamo-chunk-progress.ts';
import { createDynamoImportList } from '../../../../lambdas/adapters/dynamo-import-list.ts';
import { createDynamoImportStore } from '../../../../lambdas/adapters/dynamo-import-store.ts';
import { createDynamoStageImports } from '../../../../lambdas/adapters/dynamo-stage-imports.ts';
import { createS3PresignedUrls } from '../../../../lambdas/adapters/s3-presigned-urls.ts';
import type { ApiPorts } from '../../../../lambdas/api/ports.ts';
import { sealCursor } from '../../../../lambdas/api/sealed-cursor.ts';
import { createFollowChunks } from '../../../../lambdas/commands/follow-chunks.ts';
import { clientConfig } from '../../../../local/client-config.ts';
import { importItem, NOW } from '../../support/import-item.ts';
import { startListsTable } from '../../support/start-table.ts';

const IMPORTS = 8;
const HOUR_MS = 3_600_000;

/** Imports of the tenant acme in a DynamoDB, which refuses what DynamoDB refuses, and URLs that are really signed. */
export async function startStoredImports() {
  const { table, client, close } = await startListsTable();
  const now = () => NOW;
  const imports = createDynamoImportStore(table, now, client);
  const trail = createDynamoAuditTrail(table, client);
  const ids = Array.from({ length: IMPORTS }, (_, n) => `imp_01kakr5e3h${'0'.repeat(15)}${n}`);
  for (const [n, importId] of ids.entries()) {
    const at = new Date(NOW.getTime() - n * HOUR_MS).toISOString();
    await imports.create(
      importItem({ importId, status: n < 2 ? 'RUNNING' : 'COMPLETED', createdAt: at, requestId: 'mine' }),
    );
    await trail.append(
      'acme',
      {
        at,
        by: { kind: 'api-key', id: 'key' },
        operation: 'createImport',
        subject: { importId },
        requestId: 'r',
      },
      new Date(NOW.getTime() + HOUR_MS),
    );
  }
  const chunkProgress = createDynamoChunkProgress(table, client);
  const presign = createS3PresignedUrls(
    new S3Client({ ...clientConfig('http://localhost:1', 'eu-central-1'), forcePathStyle: true }),
  );
  const refuse = { code: 'AlreadyEnded', message: 'The import has ended.' } as const;
  const ports = {
    imports,
    anyImports: imports,
    trail,
    presign,
    list: createDynamoImportList(table, client),
    stageImports: createDynamoStageImports(table, client),
    followChunks: createFollowChunks(chunkProgress, now),
    chunkProgress,
    confirm: async () => ({ confirmed: false, ...refuse }),
    cancel: async () => ({ accepted: false, ...refuse }),
    resume: async () => ({ resumed: false, ...refuse }),
    completeUpload: async () => ({ completed: false, ...refuse }),
    listIssues: async () => ({ found: true, issues: [], isComplete: true }),
    multipart: {
      begin: async () => 'upload',
      parts: async () => [],
      signPart: async () => 'https://bucket.example.com/',
    },
  } as unknown as Partial<ApiPorts>;
  const middle = ids[3] ?? '';
  return {
    ports,
    ids,
    /** Places in the lists, one for each list. */
    cursors: [
      sealCursor(await trail.hashKey('acme'), middle),
      (await trail.page('acme', { limit: 1 })).next ?? '',
      `2026-11-21_${middle}`,
      middle,
    ].map(encodeURIComponent),
    close,
  };
}
