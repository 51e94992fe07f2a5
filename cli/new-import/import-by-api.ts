import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import type { FileToImport, RollcallClient } from '../../client/rollcall-client.ts';
import type { UploadOptions } from '../../client/upload.ts';
import type { ApiUse } from '../imports/api-service.ts';
import { followToEnd } from '../imports/follow-to-end.ts';
import type { Surroundings } from '../imports/run-command.ts';
import { exitCodeOf } from '../program/exit-codes.ts';
import { given } from '../program/given.ts';
import { keyName } from '../program/object-name.ts';
import type { ImportArguments } from './import-arguments.ts';
import { sendFormWithProgress } from './send-form.ts';
import { unfinishedUpload } from './unfinished-uploads.ts';

/** How often an interrupted command asks whether its file has arrived. */
const LOOK_AGAIN_MS = 100;

/**
 * Creates an import, or continues the upload of one, follows it to its end, fetches its files and shows the result.
 * @returns the exit code
 */
export async function importByApi(
  { client, service }: ApiUse,
  args: ImportArguments,
  { commandState, progress, folder, show }: Surroundings,
): Promise<number> {
  const request = await newImport(args);
  const upload = await unfinishedUpload(service.place, args, request, process.env);
  const file = await openAsBlob(args.file);
  let created: string | undefined;
  let canContinue = false;
  const begin = (importId: string) => {
    created = importId;
    commandState.stage = { at: 'upload', find: () => whenArrived(client, importId), canContinue };
  };
  const options: UploadOptions = {
    onProgress: progress.upload,
    sendForm: sendFormWithProgress,
    onCreated: begin,
    onParts(importId) {
      upload.remember(importId);
      canContinue = true;
      begin(importId);
    },
  };
  // Until the import exists there is nothing to find.
  commandState.stage = { at: 'upload', find: async () => created, canContinue };
  const earlier = await continuedImport(client, upload.importId);
  if (earlier !== undefined) {
    progress.step(`Continuing the upload of ${earlier}`);
    options.onParts?.(earlier);
    await client.continueUpload(earlier, file, options);
  }
  const importId = earlier ?? (await client.importFile(request, file, options));
  upload.forget();
  commandState.stage = { at: 'import', importId };
  const run = await followToEnd(importId, { service, commandState, progress, yes: args.yes, folder });
  show(run);
  return exitCodeOf(run.item);
}

/** @returns the import if it still waits for its file */
async function continuedImport(
  client: RollcallClient,
  importId: string | undefined,
): Promise<string | undefined> {
  if (importId === undefined) return undefined;
  const view = await client.findImport(importId);
  return view?.status === 'AWAITING_UPLOAD' && view.stage === 'uploading' ? importId : undefined;
}

async function whenArrived(client: RollcallClient, importId: string): Promise<string> {
  const until = ({ stage }: { readonly stage: string }) => stage !== 'uploading';
  await client.followImport(importId, { until, pauseMs: () => LOOK_AGAIN_MS });
  return importId;
}

async function newImport(args: ImportArguments): Promise<FileToImport> {
  const { segment, segmentAction = 'add', map, notify, headerFile } = args;
  const options = {
    purpose: args.purpose,
    mode: args.mode,
    onBlank: args.onBlank,
    duplicates: args.duplicates,
    preview: args.preview,
    maxFailed: args.maxFailed,
    encoding: args.encoding,
    locale: args.locale,
    similarColumns: args.similarColumns,
    segment: segment === undefined ? undefined : { key: segment, action: segmentAction },
  };
  return {
    importType: args.type,
    fileName: keyName(basename(args.file)),
    options: given(options),
    ...(map !== undefined && { map: Object.fromEntries(map) }),
    ...(notify !== undefined && { notify }),
    ...(headerFile !== undefined && {
      header: { fileName: keyName(basename(headerFile)), file: await openAsBlob(headerFile) },
    }),
    requestId: randomUUID(),
  };
}
