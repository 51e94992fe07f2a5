import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { TenantRegistry } from '../../adapters/dynamo-tenant-registry.ts';
import type { TenantStore } from '../../adapters/dynamo-tenant-store.ts';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { Import, UploadedImport } from '../../contracts/import.ts';
import type { AttemptReference, ImportReference } from '../../contracts/state-payloads.ts';
import type { SettingsSnapshot } from '../../contracts/tenant-settings.ts';
import { REPORT_LIMITS } from '../../core/import-type/report-limits.ts';
import { attemptOf } from '../../core/lifecycle/attempt.ts';
import { otherFeedName, readFeedName } from '../../core/naming/feed-name.ts';
import { isComplete } from '../../core/naming/feed-pair.ts';
import { plural } from '../../core/wording/plural.ts';
import { shortName, showName } from '../../core/wording/show-value.ts';
import { uploadedImport } from '../../processing/import-stage.ts';
import { readFeedHeader } from '../../processing/inspection/read-feed-header.ts';
import { readHead } from '../../processing/inspection/read-head.ts';
import { sentParameters } from '../../processing/inspection/sent-parameters.ts';
import { fittedToName, openFile, recogniseFile } from '../../reading/inspection/inspect-upload.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { FileRejected, RollcallError } from '../../runtime/errors.ts';
import { recordRejection } from '../../runtime/record-rejection.ts';
import { assertLatestUpload } from './assert-latest-upload.ts';

export interface InspectFilePorts {
  readonly objects: Pick<ObjectStore, 'head' | 'open'>;
  readonly imports: Pick<ImportStore, 'read' | 'update' | 'begin' | 'keepSettings'>;
  readonly tenants: Pick<TenantStore, 'read'>;
  readonly registry: Pick<TenantRegistry, 'find'>;
  readonly maxFileBytes: number;
  readonly now: () => Date;
}

/** Reads the first bytes of the upload and writes on the import how to read the file, or why it was rejected. */
export function createInspectFile(ports: InspectFilePorts) {
  return async (reference: AttemptReference, { logger }: TaskRuntime): Promise<ImportReference> => {
    const { importId } = reference;
    const item = uploadedImport(await ports.imports.read(importId));
    const startedAt = item.startedAt ?? ports.now().toISOString();
    if (!(await ports.imports.begin(importId, attemptOf(reference, item), startedAt)))
      throw new RollcallError('StaleInvocation', 'the import has ended already, or was resumed since');
    const settings = item.settings ?? (await takeSettingsAlong(ports, item));
    await assertLatestUpload(ports.objects, item);
    await recordRejection(ports.imports, importId, async () => {
      const inspected = await inspect(ports, { ...item, settings }).catch((error: unknown) => {
        throw fittedToName(error, item.fileName);
      });
      const { type, layout, conversion, parameters, unknownColumns } = inspected;
      await ports.imports.update(importId, {
        importType: type,
        layout,
        ...(conversion && { conversion }),
        parameters,
        // As many as are reported, and one more that tells of others.
        unknownColumns: unknownColumns.slice(0, REPORT_LIMITS.unknownNames + 1).map(shortName),
      });
      logger.info('file inspected', { importType: type, format: layout.format, bytes: item.source.size });
    });
    return { importId };
  };
}

/**
 * Stores the tenant's settings on the import. Before the file can be rejected, because they contain the recipients of the
 * e-mail. Once: an import that is tried again or resumed keeps its first settings.
 */
async function takeSettingsAlong({ imports, tenants }: InspectFilePorts, { importId, tenant }: Import) {
  const { apiKeys: _, ...settings } = await tenants.read(tenant);
  return imports.keepSettings(importId, settings);
}

async function inspect(
  ports: InspectFilePorts,
  item: UploadedImport & { readonly settings: SettingsSnapshot },
) {
  await assertNotSuspended(ports, item);
  if (item.overLimit !== undefined) throw tooManyImports(item.tenant, item.overLimit);
  const opened = await openFile(item, {
    maxFileBytes: ports.maxFileBytes,
    readHead: () => readHead(ports.objects, item.source),
    readPair: () => readPair(ports, item),
    readParameters: () => sentParameters(item),
  });
  const { type, layout, unknownColumns } = recogniseFile(item, opened);
  const { conversion, parameters } = opened;
  return { layout, conversion, parameters, type: type.name, unknownColumns };
}

async function readPair({ objects }: InspectFilePorts, item: Import): Promise<unknown> {
  const { feed } = item;
  if (feed === undefined || !isComplete(feed)) throw misnamed(item);
  return { header: await readFeedHeader(objects, feed.header) };
}

/** An attempt that continues an import is not refused: its records so far are imported. */
async function assertNotSuspended(
  { registry }: InspectFilePorts,
  { tenant, attempt }: Import,
): Promise<void> {
  if (attempt > 1 || (await registry.find(tenant))?.status !== 'suspended') return;
  const message = `The tenant ${tenant} is suspended, so its files are not imported. Ask who runs Rollcall, and upload the file again when the tenant is resumed.`;
  throw new FileRejected('TENANT_SUSPENDED', message);
}

function tooManyImports(tenant: string, limit: number): FileRejected {
  const message = `${tenant} has ${plural(limit, 'import')} that ${limit === 1 ? 'has' : 'have'} not ended, and may have no more. Upload the file again when some of them have ended.`;
  return new FileRejected('TOO_MANY_IMPORTS', message);
}

function misnamed({ fileName, createdAt, feed }: Import): FileRejected {
  const name = readFeedName(fileName, new Date(createdAt));
  const message = name.ok
    ? `${showName(fileName)} came without ${otherFeedName(name.half, feed?.timestamp ?? name.timestamp)}. Upload both.`
    : name.message;
  return new FileRejected('BAD_FEED_NAME', message);
}
