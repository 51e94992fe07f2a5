import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { ObjectHead, ObjectStore } from '../adapters/s3-object-store.ts';
import type { ObjectReference } from '../contracts/file-layout.ts';
import { FINAL_STATUSES, type Import, UNFINISHED } from '../contracts/import.ts';
import {
  type ErrorBudget,
  type ImportOptions,
  ImportOptionsSchema,
  UploadMetadataSchema,
} from '../contracts/import-options.ts';
import type { ObjectCreatedEvent } from '../contracts/object-created-event.ts';
import { executionArn, executionName } from '../core/execution-name.ts';
import { arrivalOfUpload } from '../core/turn-order.ts';
import { importIdOf } from '../core/upload-identity.ts';
import { parseUploadKey, type UploadKey } from '../core/upload-key.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { type LaunchPorts, launchImport } from '../turns/launch-import.ts';

export interface StartImportPorts extends LaunchPorts {
  readonly objects: Pick<ObjectStore, 'head'>;
  readonly imports: Pick<ImportStore, 'create' | 'find' | 'rememberContent'>;
  readonly now: () => Date;
}

/**
 * Takes an uploaded object in as an import: writes the import under an id derived from the upload, then its place in the
 * tenant's queue, then starts its execution under the import's name. Each step may happen again: a second delivery, or a
 * retry of a run that died between them, finds what is there and completes it.
 */
export function createStartImport(ports: StartImportPorts) {
  return async (event: ObjectCreatedEvent, { logger }: TaskRuntime): Promise<void> => {
    const { bucket, object } = event.detail;
    const upload = {
      bucket: bucket.name,
      key: object.key,
      versionId: object['version-id'],
      etag: object.etag,
      sequencer: object.sequencer,
    };
    const place = parseUploadKey(object.key);
    if (place === undefined) {
      // Nobody to tell: the key names no tenant. The log and its metric filter are where an operator finds it.
      logger.warn('upload ignored: its key is not partners/<tenant>/<import type>/<name>');
      return;
    }
    const importId = importIdOf(upload, new Date(event.time));
    const source: ObjectReference = {
      bucket: bucket.name,
      key: object.key,
      etag: object.etag,
      size: object.size,
      ...(object['version-id'] === undefined ? {} : { versionId: object['version-id'] }),
    };
    const head = await ports.objects.head(source.bucket, source.key, source.versionId);
    const item: Import = {
      ...newImport(importId, place, source, head, ports.now()),
      attempt: 1,
      arrival: arrivalOfUpload(new Date(event.time), object.sequencer),
      executionArn: executionArn(ports.stateMachineArn, executionName({ importId, attempt: 1 })),
      unfinished: UNFINISHED,
    };
    const sameContentAs = await ports.imports.rememberContent(item);
    const created = await ports.imports.create({ ...item, ...(sameContentAs && { sameContentAs }) });
    logger.info(created ? 'import created' : 'import known already', { importId, tenant: place.tenant });
    if (created || (await mayNeedLaunch(ports, importId))) await launchImport(ports, item);
  };
}

/** Of a second delivery: whether the first may have died before the import was under way. */
async function mayNeedLaunch({ imports }: StartImportPorts, importId: string): Promise<boolean> {
  const known = await imports.find(importId);
  if (known === undefined || known.attempt > 1 || known.cancelRequestedAt !== undefined) return false;
  return !FINAL_STATUSES.has(known.status);
}

function newImport(
  importId: string,
  place: UploadKey,
  source: ObjectReference,
  head: ObjectHead | undefined,
  now: Date,
): Omit<Import, 'attempt' | 'arrival' | 'executionArn'> {
  const given = head?.metadata ?? {};
  const metadata = UploadMetadataSchema.safeParse(given);
  const problems = [...(metadata.success ? [] : metadata.error.issues.map(describe)), ...unknownKeys(given)];
  const at = now.toISOString();
  const requestId = given['rollcall-request-id'];
  return {
    importId,
    tenant: place.tenant,
    importType: place.importType,
    fileName: place.fileName,
    status: 'QUEUED',
    source,
    options: metadata.success ? optionsOf(metadata.data) : optionsForRejection(given),
    ...(requestId === undefined ? {} : { requestId }),
    // Kept for InspectFile, which rejects: the sender is told by e-mail as about any other mistake.
    ...(problems.length === 0
      ? {}
      : { metadataProblem: `The upload's metadata is wrong. ${problems.join('; ')}.` }),
    createdAt: at,
    updatedAt: at,
  };
}

function optionsOf(metadata: ReturnType<typeof UploadMetadataSchema.parse>): ImportOptions {
  const segment = metadata['rollcall-segment'];
  return ImportOptionsSchema.parse({
    mode: metadata['rollcall-mode'],
    onBlank: metadata['rollcall-on-blank'],
    notify: metadata['rollcall-notify'],
    repeats: metadata['rollcall-repeats'],
    errorBudget: errorBudgetOf(metadata['rollcall-max-failed']),
    segment:
      segment === undefined
        ? undefined
        : { key: segment, action: metadata['rollcall-segment-action'] ?? 'add' },
  });
}

function errorBudgetOf(text: string | undefined): ErrorBudget | undefined {
  if (text === undefined) return undefined;
  return text.endsWith('%') ? { percent: Number(text.slice(0, -1)) } : { records: Number(text) };
}

/** The address may be right where another option is wrong: then that is who is told. */
function optionsForRejection(given: ObjectHead['metadata']): ImportOptions {
  const notify = ImportOptionsSchema.shape.notify.safeParse(given['rollcall-notify']);
  return ImportOptionsSchema.parse(notify.success ? { notify: notify.data } : {});
}

/** A slip in a key (`rollcall-onblank`) would otherwise import the file by other rules than its sender chose. */
function unknownKeys(given: ObjectHead['metadata']): readonly string[] {
  return Object.keys(given)
    .filter((key) => key.startsWith('rollcall-') && !Object.hasOwn(UploadMetadataSchema.shape, key))
    .map((key) => `${key}: there is no such option`);
}

function describe(issue: { readonly path: PropertyKey[]; readonly message: string }): string {
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
}
