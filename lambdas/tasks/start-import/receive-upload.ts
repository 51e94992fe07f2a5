import { type Import, ImportIdSchema, type UploadedImport } from '../../contracts/import.ts';
import { ticketItem } from '../../core/naming/item-keys.ts';
import type { StartImportPorts } from './ports.ts';

export interface Received {
  readonly item: Import;
  readonly isNew: boolean;
}

/**
 * Gives an uploaded object to the import of the API that waits for it. The folder of the object's key is the import's id.
 * The ticket is written first, as for every upload.
 * @returns undefined when no import waits for the object: it becomes an import of its own. A second upload to the same key
 *   is such an object, so that nothing that is uploaded is lost.
 */
export async function receiveUpload(
  ports: StartImportPorts,
  upload: UploadedImport,
): Promise<Received | undefined> {
  const waiting = await findExpected(ports, upload);
  if (waiting === undefined) return undefined;
  if (isSettled(waiting, upload)) return { item: waiting, isNew: false };
  if (waiting.status !== 'AWAITING_UPLOAD') return undefined;
  const { importId, attempt, tenant } = waiting;
  const { source, options, arrival, metadataProblem, parametersText } = upload;
  const announcedAt = ports.now().toISOString();
  await ports.turns.putTicket(tenant, {
    item: ticketItem({ importId, arrival }),
    holder: importId,
    announcedAt,
  });
  const sameContentAs = await ports.imports.rememberContent({ ...waiting, source });
  const change = { source, options, arrival, metadataProblem, parametersText, sameContentAs };
  if (await ports.imports.receive(importId, attempt, change))
    return { item: { ...waiting, ...change, status: 'QUEUED' } as Import, isNew: true };
  // It was cancelled, has expired, or another delivery of the event was faster.
  const item = await ports.imports.find(importId);
  return item !== undefined && isSettled(item, upload) ? { item, isNew: false } : undefined;
}

/** The import of the API whose file, or one of whose files, has the key of the uploaded object. */
export async function findExpected(
  { imports }: StartImportPorts,
  { tenant, source }: UploadedImport,
): Promise<Import | undefined> {
  const folder = ImportIdSchema.safeParse(source.key.split('/').at(-2));
  const item = folder.success ? await imports.find(folder.data) : undefined;
  const keys = [item?.upload?.key, item?.upload?.header?.key];
  return item?.tenant === tenant && keys.includes(source.key) ? item : undefined;
}

/**
 * Whether nothing is left to do: another delivery of the event was first, or the import was cancelled before its file
 * arrived. Its sender does not want the file to be imported.
 */
function isSettled({ source, cancelRequestedAt }: Import, { source: uploaded }: UploadedImport): boolean {
  if (source === undefined) return cancelRequestedAt !== undefined;
  return source.etag === uploaded.etag && source.versionId === uploaded.versionId;
}
