import { registerTenant } from '../../commands/register-tenant.ts';
import type { Import, UploadedImport } from '../../contracts/import.ts';
import type { ObjectCreatedEvent } from '../../contracts/object-created-event.ts';
import { readFeedName } from '../../core/naming/feed-name.ts';
import { ticketItem } from '../../core/naming/item-keys.ts';
import { arrivalOfUpload } from '../../core/naming/turn-order.ts';
import { importIdOf } from '../../core/naming/upload-identity.ts';
import { parseUploadKey, STAGING, type UploadKey } from '../../core/naming/upload-key.ts';
import { findDefinition, IMPORT_TYPES } from '../../import-types/registry.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { RollcallError } from '../../runtime/errors.ts';
import { launchImport } from '../../turns/launch-import.ts';
import { reachedLimit } from '../../turns/limit-open-imports.ts';
import { newImport, type UploadedFile } from './new-import.ts';
import type { StartImportPorts } from './ports.ts';
import { receiveUpload } from './receive-upload.ts';
import { takeFeedFile } from './take-feed-file.ts';

/**
 * Creates an import for an uploaded object: adds its ticket to the tenant's queue, writes the import under an id that is
 * derived from the upload, and starts its execution under the import's id. Each step is idempotent: a second delivery, or
 * a retry after a crash in between, completes what is missing. A file of a pair waits for the other file.
 */
export function createStartImport(ports: StartImportPorts) {
  return async (event: ObjectCreatedEvent, { logger }: TaskRuntime): Promise<void> => {
    const file = uploadedFile(event);
    if (file === undefined) return reportKey(event);
    const { source, place } = file;
    if (place.importType === STAGING) return;
    await admitTenant(ports, place.tenant, file.importIdAfter(undefined));
    const head = await ports.objects.head(source.bucket, source.key, source.versionId);
    const upload = newImport(file, head, ports);
    const feed = feedNameOf(place, new Date(event.time));
    const { item, isNew } =
      feed === undefined
        ? await takeUpload(ports, upload)
        : await takeFeedFile(ports, { ...upload, importType: feed.importType }, { ...feed, ...file });
    logger.info(isNew ? 'upload taken in' : 'upload known already', {
      importId: item.importId,
      tenant: place.tenant,
      status: item.status,
    });
    if (mayNeedLaunch(item)) await launchImport(ports, item);
  };
}

/**
 * A tenant that is suspended is admitted: its import is rejected by InspectFile, so that its sender is notified.
 * @throws TenantNotRegistered
 */
async function admitTenant(
  { registry, tenantPolicy, now }: StartImportPorts,
  name: string,
  importId: string,
): Promise<void> {
  if ((await registry.find(name)) !== undefined) return;
  if (tenantPolicy === 'any') {
    await registerTenant(registry, { name, createdBy: { kind: 'upload', id: importId } }, now());
    return;
  }
  throw new RollcallError('TenantNotRegistered', `the tenant ${name} of an upload is not registered`);
}

/**
 * The key names no tenant, so no e-mail can be sent. The event, with its key, goes to the queue of failed starts, which has
 * an alarm. Consoles create objects such as `partners/acme/` for empty folders.
 * @throws UploadKeyNotUnderstood
 */
function reportKey({ detail: { object } }: ObjectCreatedEvent): void {
  if (object.key.endsWith('/') && object.size === 0) return;
  throw new RollcallError(
    'UploadKeyNotUnderstood',
    'the key of an upload is not partners/<tenant>/<import type>/<file name>',
  );
}

function uploadedFile({ time, detail }: ObjectCreatedEvent): UploadedFile | undefined {
  const { bucket, object } = detail;
  const place = parseUploadKey(object.key);
  if (place === undefined) return undefined;
  const versionId = object['version-id'];
  const { key, etag, size, sequencer } = object;
  const source = { bucket: bucket.name, key, etag, ...(versionId === undefined ? {} : { versionId }) };
  return {
    importIdAfter: (after) => importIdOf({ ...source, sequencer, after }, new Date(time)),
    place,
    source: { ...source, size },
    arrival: arrivalOfUpload(new Date(time), sequencer),
  };
}

/** Which file of a pair it is. InspectFile rejects a file with another name in the folder of such a type. */
function feedNameOf({ importType, fileName }: UploadKey, uploadedAt: Date) {
  const type = importType === 'auto' ? IMPORT_TYPES.find(({ paired }) => paired) : findDefinition(importType);
  const name = type?.paired && readFeedName(fileName, uploadedAt);
  return name?.ok ? { ...name, importType: type?.name as string } : undefined;
}

/**
 * The ticket is written first: if this run dies before it has written the import, later uploads wait for the retry.
 */
async function takeUpload(
  ports: StartImportPorts,
  upload: UploadedImport,
): Promise<{ readonly item: Import; readonly isNew: boolean }> {
  const { imports, turns, now } = ports;
  const { importId, tenant } = upload;
  const received = await receiveUpload(ports, upload);
  if (received !== undefined) return received;
  const known = await imports.find(importId);
  if (known !== undefined) return { item: known, isNew: false };
  const limited = await reachedLimit(ports, tenant);
  const announcedAt = now().toISOString();
  await turns.putTicket(tenant, { item: ticketItem(upload), holder: importId, announcedAt });
  const sameContentAs = await imports.rememberContent(upload);
  const item = { ...upload, ...limited, ...(sameContentAs && { sameContentAs }) };
  if (await imports.create(item)) return { item, isNew: true };
  return { item: (await imports.find(importId)) ?? item, isNew: false };
}

/**
 * For a second delivery: whether the first may have died before the execution started. An import that has come further
 * has its execution. A new ticket would block the queue if the import has left it to wait for its confirmation.
 */
function mayNeedLaunch({ attempt, cancelRequestedAt, status }: Import): boolean {
  return attempt === 1 && cancelRequestedAt === undefined && status === 'QUEUED';
}
